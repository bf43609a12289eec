"""Structure: from blocks to paragraphs with a role, a speaker and the recommendations they answer."""
