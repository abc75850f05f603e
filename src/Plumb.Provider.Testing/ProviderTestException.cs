namespace Plumb.Provider.Testing;

/// <summary>A provider did not do what its test asks for. The message says what was expected and what came, for people.</summary>
public sealed class ProviderTestException(string message) : Exception(message)
{
    public ProviderTestException() : this("The provider failed its test.")
    {
    }
}
