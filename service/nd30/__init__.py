"""The law: what Nghị định 30/2020/NĐ-CP fixes, each number once, with its provision (imports nothing of ours).

Checked against the appendices of the decree on 22 November 2026.
The renderer writes `Provision.use`; the checker judges by `Provision.allowed`.
"""
