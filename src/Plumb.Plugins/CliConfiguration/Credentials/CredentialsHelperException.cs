namespace Plumb.Plugins.CliConfiguration.Credentials;

/// <summary>A credentials helper failed; the message says why and holds no secret.</summary>
public sealed class CredentialsHelperException : Exception
{
    public CredentialsHelperException()
    {
    }

    public CredentialsHelperException(string message) : base(message)
    {
    }

    public CredentialsHelperException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
