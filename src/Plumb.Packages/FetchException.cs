namespace Plumb.Packages;

/// <summary>A package could not be had; the message says why, for the diagnostic that it becomes.</summary>
public sealed class FetchException : Exception
{
    public FetchException()
    {
    }

    public FetchException(string message) : base(message)
    {
    }

    public FetchException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Whether an archive holds something that would be written outside of its directory, or leads out of it.</summary>
    public bool LeadsOut { get; init; }
}
