namespace Plumb.Hosts.Calling;

/// <summary>The executor for one kind of machine, as it is sent to hosts. Its hash is its name there.</summary>
/// <param name="Machine">The kind of machine as <c>uname -m</c> tells it.</param>
/// <param name="Sha256">Of the program itself, in hexadecimal.</param>
/// <param name="Length">Of the program itself.</param>
/// <param name="Open">Opens the program itself.</param>
public sealed record ExecutorBinary(string Machine, string Sha256, long Length, Func<Stream> Open)
{
    /// <summary>The same, packed by gzip; null where there is no such.</summary>
    public PackedBinary? Packed { get; init; }
}

/// <summary>A program as gzip packed it.</summary>
public sealed record PackedBinary(long Length, Func<Stream> Open);
