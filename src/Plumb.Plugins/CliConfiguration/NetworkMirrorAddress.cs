namespace Plumb.Plugins.CliConfiguration;

/// <summary>Where a network mirror may be: at an https address, which is then a directory.</summary>
public static class NetworkMirrorAddress
{
    public static Uri? Parse(string text) =>
        Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps ? address : null;
}
