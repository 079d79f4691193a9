"""Small and pure: hostile text made harmless, secrets kept, addresses judged."""
