using Plumb.Operations.Data;

namespace Plumb.Operations.Facts.Collectors;

/// <summary>The world wide names of the host's fibre channel ports.</summary>
internal sealed class FibreChannelCollector : IFactCollector
{
    private const string Folder = "/sys/class/fc_host";

    public string Name => "fibre_channel_wwn";

    public ValueTask CollectAsync(FactContext context, CancellationToken cancellation)
    {
        var names = context.Files.List(Folder).Select(host => context.Files.Text($"{Folder}/{host}/port_name")).OfType<string>();
        context.Facts.Add("fibre_channel_wwn", names.Select(n => n.StartsWith("0x", StringComparison.Ordinal) ? n[2..] : n));
        return ValueTask.CompletedTask;
    }
}
