"""How fast DOCX becomes PDF here, beside the ways everybody knows."""
