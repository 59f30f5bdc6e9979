"""Writers: each turns the model into one kind of file. They read the model and nothing else."""
