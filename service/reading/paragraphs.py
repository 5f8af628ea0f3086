"""One paragraph from its XML: text, format and automatic number, each through the whole cascade."""

from service.reading.facts import Label, Paragraph, ParagraphFormat, StoryKind
from service.reading.flow import Flow, FlowReader
from service.reading.numbering import Level, Numbering
from service.reading.paragraph_properties import final_format, merge, read_paragraph_properties
from service.reading.run_properties import Properties, read_run_properties
from service.reading.shape import Shape
from service.reading.styles import FaceMaker, StyleSheet
from service.reading.where import Met, Where
from service.reading.wml import Element, W, child, value


class ParagraphReader:
    """Reads paragraphs in order: counters of lists, open fields and joined paragraphs run on from one to the next."""

    def __init__(self, root: Element, sheet: StyleSheet, numbering: Numbering, met: Met, first: int = 0) -> None:
        self._met = met
        self._sheet = sheet
        self._numbering = numbering
        self._faces = FaceMaker(sheet)
        self._flows = FlowReader(self._faces)
        self._ordinals = {element: index for index, element in enumerate(root.iter(W + "p"), first)}
        self._carried: Flow | None = None

    def read(self, element: Element, where: Where) -> tuple[Paragraph | None, list[Shape]]:
        """Read one ``w:p`` and the shapes that hang in it; None when its mark was deleted, so that it joins the next one."""
        properties = child(element, "pPr")
        style_id = value(properties, "pStyle")
        ordinal = self._ordinals.get(element, -1)
        flow = self._flows.read(element, style_id, where.table_style, ordinal)
        self._met.changes += flow.changes
        shapes = flow.shapes
        flow = self._with_carried(flow)
        mark_element = child(properties, "rPr")
        if child(mark_element, "del") is not None:
            self._carried = flow
            return None, shapes
        mark = read_run_properties(mark_element, self._sheet.theme)
        format_, level, number_id, index = self._format(style_id, read_paragraph_properties(properties), where)
        paragraph = Paragraph(
            ordinal=ordinal,
            runs=tuple(flow.runs),
            text="".join(run.text for run in flow.runs),
            format=format_,
            style=self._sheet.name(style_id),
            label=self._label(level, (number_id, index), (where.table_style, style_id), mark),
            section=len(self._met.section_ends),
            story=where.story,
            cell=where.cell,
            box=where.box,
            page_break=flow.page_break,
            rendered_break=flow.rendered_break,
            math=flow.math,
            nested_fields=flow.nested,
            mark=self._faces.face(where.table_style, style_id, mark),
        )
        section = child(properties, "sectPr")
        if section is not None and where.cell is None and where.story is StoryKind.BODY:
            self._met.section_ends.append(section)
        return paragraph, shapes

    def _with_carried(self, flow: Flow) -> Flow:
        """Put the text of a paragraph whose mark was deleted before the text of the next one."""
        if self._carried is not None:
            flow.runs = [*self._carried.runs, *flow.runs]
            flow.page_break = flow.page_break or self._carried.page_break
            self._carried = None
        return flow

    def _format(
        self, style_id: str | None, direct: Properties, where: Where
    ) -> tuple[ParagraphFormat, Level | None, int, int]:
        """Fold the cascade; a list named by the style yields to the style's own indents, one named directly does not."""
        levels: list[Properties] = [self._sheet.default_paragraph]
        if where.table_style:
            levels += [style.paragraph for style in self._sheet.chain(where.table_style, "table")]
        number_id, index = 0, 0
        for style in self._sheet.chain(style_id, "paragraph"):
            if "numId" in style.paragraph:
                number_id = _whole(style.paragraph["numId"])
                index = _whole(style.paragraph.get("ilvl", self._numbering.level_of_style(number_id, style.id)))
                levels.append(self._list_format(number_id, index))
            elif "ilvl" in style.paragraph:
                index = _whole(style.paragraph["ilvl"])
            levels.append(style.paragraph)
        if "numId" in direct or "ilvl" in direct:
            number_id, index = _whole(direct.get("numId", number_id)), _whole(direct.get("ilvl", index))
            levels.append(self._list_format(number_id, index))
        levels.append(direct)
        return final_format(merge(levels)), self._numbering.level(number_id, index), number_id, index

    def _list_format(self, number_id: int, index: int) -> Properties:
        level = self._numbering.level(number_id, index)
        return level.paragraph if level else {}

    def _label(
        self, level: Level | None, number: tuple[int, int], styles: tuple[str | None, str | None], mark: Properties
    ) -> Label | None:
        if level is None:
            return None
        text = self._numbering.count(*number)
        if not text.strip():
            return None
        face = self._faces.face(*styles, {**mark, **level.run})
        return Label(text.upper() if face.caps else text, face, level.number_format == "bullet", level.suffix)


def _whole(number: object) -> int:
    return number if isinstance(number, int) else 0
