namespace Plumb.Providers.Archive;

/// <summary>One file of an archive. The mode is that of a file on disk, or null for content that has none; only permissions are kept of it.</summary>
internal sealed record ArchiveEntry(string Name, byte[] Content, int? Mode);
