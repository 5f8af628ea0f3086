"""CPU and memory of one DOCX: this renderer, docxtpl and docxtemplater on the same content, in one interleaved run."""
