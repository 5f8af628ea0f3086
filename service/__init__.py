"""Official Vietnamese documents in the form of Nghị định 30/2020/NĐ-CP: model, law, rendering, checking, numbering.

Layers, top to bottom (kept by import-linter in ``pyproject.toml``)::

    cli | worker -> app -> web | api -> actions
      -> checking | importing | rendering | converting | numbering | batches | accounts
      -> reading | storage | units -> documents -> nd30 -> errors | settings
"""
