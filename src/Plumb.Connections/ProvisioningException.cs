namespace Plumb.Connections;

/// <summary>A provisioner cannot go on. The message is for people and holds no secrets.</summary>
internal sealed class ProvisioningException : Exception
{
    public ProvisioningException()
    {
    }

    public ProvisioningException(string message) : base(message)
    {
    }

    public ProvisioningException(string message, Exception cause) : base(message, cause)
    {
    }
}
