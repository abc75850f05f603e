namespace Plumb.Hosts.Calling;

/// <summary>The executor for one kind of machine, as it is sent to hosts. Its hash is its name there.</summary>
/// <param name="Machine">The kind of machine as <c>uname -m</c> tells it.</param>
/// <param name="Sha256">Of the program itself, in hexadecimal.</param>
/// <param name="Length">Of the program itself.</param>
/// <param name="Open">Opens what is sent: the program itself, or its packed form where there is a receiver.</param>
public sealed record ExecutorBinary(string Machine, string Sha256, long Length, Func<Stream> Open)
{
    /// <summary>The small program that takes the packed form in on the host and unpacks it; empty where the program is sent as it is.</summary>
    public ReadOnlyMemory<byte> Receiver { get; init; }
}
