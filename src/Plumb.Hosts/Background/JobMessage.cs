using Plumb.Hosts.Protocol;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Hosts.Background;

/// <summary>
/// What the process of a job reads: the folder that holds what the controller sent with the task, whose connection will not be there when the
/// operation asks for it, and the request.
/// </summary>
internal static class JobMessage
{
    private const uint PrivateMode = 0x180;

    public static async ValueTask<byte[]> WriteAsync(IHost host, OperationRequest request)
    {
        var folder = request.Sources.Count == 0 ? "" : TemporaryFolder.Make(host);
        for (var place = 0; place < request.Sources.Count; place++)
        {
            var content = request.Sources[place].Open();
            await using var _ = content.ConfigureAwait(false);
            host.Files.Write(NameOf(folder, place), content, new FilePlacement(PrivateMode));
        }
        var writer = new MessageWriter();
        writer.Text(folder);
        return [.. writer.Written.Span, .. RequestCodec.Write(request).Span];
    }

    public static (string Folder, OperationRequest Request) Read(IHost host, ReadOnlySpan<byte> bytes)
    {
        var reader = new MessageReader(bytes);
        var folder = reader.Text();
        return (folder, RequestCodec.Read(reader.Rest(), place => host.Files.OpenRead(NameOf(folder, place))));
    }

    private static string NameOf(string folder, int place) => HostPath.Join(folder, place.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
