namespace Plumb.Hosts.Protocol;

/// <summary>What a message is. Each is preceded by its length, and each but pings is of one request, by its number.</summary>
internal enum MessageKind : byte
{
    /// <summary>To the host: an operation to run.</summary>
    Request = 1,

    /// <summary>To the host: a piece of content that was asked for.</summary>
    Content = 2,

    /// <summary>To the host: the content has ended; with text, it could not be read.</summary>
    ContentEnd = 3,

    /// <summary>To the host: end the operation.</summary>
    Cancel = 4,

    /// <summary>To the host; comes back as it is.</summary>
    Ping = 5,

    /// <summary>From the host: a piece of what a process prints.</summary>
    Output = 16,

    /// <summary>From the host: so many bytes more of a content may be sent.</summary>
    Need = 17,

    /// <summary>From the host: a piece of the content that the operation returns.</summary>
    Returned = 18,

    /// <summary>From the host: what the operation did.</summary>
    Result = 19,
}
