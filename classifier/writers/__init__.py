"""Writers: one module per kind of output. Each writes its file whole or not at all."""
