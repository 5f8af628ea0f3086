import datetime as dt
from dataclasses import replace

from service.actions.documents import create_document
from service.actions.people import create_user
from service.actions.presence import others_here
from service.actions.services import Services
from service.documents.starting import starting_document
from service.nd30.kinds import Kind


def test_two_people_see_each_other_until_one_falls_silent(services, actor):
    draft = create_document(services, actor, starting_document(Kind.KE_HOACH).as_data(), incomplete=True).id
    other = create_user(services, actor, "tam@snv.example.vn", "Lê Văn Tâm", [], password="mat-khau-cua-tam-27")
    colleague = replace(actor, user_id=other.id, name=other.name)
    assert others_here(services, draft, actor) == []
    assert others_here(services, draft, colleague) == [actor.name]
    assert others_here(services, draft, actor) == ["Lê Văn Tâm"]

    later = Services(services.settings, clock=lambda: services.clock() + dt.timedelta(minutes=2))
    assert others_here(later, draft, actor) == []
    later.close()
