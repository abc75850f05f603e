namespace Plumb.Plugins.Login;

/// <summary>A host could not be logged in to; the message says why and holds no secret.</summary>
public sealed class LoginException : Exception
{
    public LoginException()
    {
    }

    public LoginException(string message) : base(message)
    {
    }

    public LoginException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
