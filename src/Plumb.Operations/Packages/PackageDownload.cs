using System.Globalization;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Packages;

/// <summary>Brings a package or a key that is given by its address onto the host.</summary>
internal static class PackageDownload
{
    private const int Redirects = 10;

    /// <summary>The path of the file that was made of what the address holds.</summary>
    public static async ValueTask<string> FetchAsync(OperationContext context, string address, string extension, CancellationToken cancellation)
    {
        using var content = await ReadAsync(context, address, cancellation);
        var name = Path.GetFileName(new Uri(address).AbsolutePath);
        var path = $"/tmp/plumb-{Guid.NewGuid():N}-{(name.EndsWith(extension, StringComparison.Ordinal) ? name : name + extension)}";
        context.Host.Files.Write(path, content, new FilePlacement(0x180));
        return path;
    }

    public static async ValueTask<MemoryStream> ReadAsync(OperationContext context, string address, CancellationToken cancellation)
    {
        var current = Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri : throw new OperationException($"Failure downloading {address}, the address is not valid");
        for (var hop = 0; hop < Redirects; hop++)
        {
            await using var answer = await SendAsync(context, current, cancellation);
            if (answer.Status is >= 300 and < 400 && answer.Header("Location") is { } location)
            {
                current = new Uri(current, location);
                continue;
            }
            if (answer.Status != 200) throw new OperationException(string.Create(CultureInfo.InvariantCulture, $"Failure downloading {address}, HTTP Error {answer.Status}: {answer.Reason}"));
            var content = new MemoryStream();
            await answer.Body.CopyToAsync(content, cancellation);
            content.Position = 0;
            return content;
        }
        throw new OperationException($"Failure downloading {address}, too many redirects");
    }

    private static async ValueTask<HttpAnswer> SendAsync(OperationContext context, Uri address, CancellationToken cancellation)
    {
        try
        {
            return await context.Host.Network.SendAsync(new HttpQuestion("GET", address), cancellation);
        }
        catch (HostException e)
        {
            throw new OperationException($"Failure downloading {address}, Request failed: {e.Message}");
        }
    }
}
