"""Sample pages of our own writing, in the shape of the real ones: the demo's world, and the tests'. See README.md."""
