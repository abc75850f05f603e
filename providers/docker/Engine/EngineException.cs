using System.Net;

namespace Plumb.Provider.Docker.Engine;

/// <summary>The engine refused a request or cannot be reached. The message is for the user.</summary>
internal sealed class EngineException(string message, HttpStatusCode? status = null, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Null where no answer came.</summary>
    public HttpStatusCode? Status { get; } = status;

    /// <summary>What the request was about does not exist.</summary>
    public bool IsMissing => Status == HttpStatusCode.NotFound;

    public bool IsConflict => Status == HttpStatusCode.Conflict;
}
