"""What a school takes away as files: papers in several formats, one zip for a lesson and one for a band."""
