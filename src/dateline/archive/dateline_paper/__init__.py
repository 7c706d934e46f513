"""Another paper of this software, from its copy as files: what its public record says."""
