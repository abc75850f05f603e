namespace Plumb.Operations.Facts.Collectors;

internal sealed class IscsiCollector : IFactCollector
{
    private const string Prefix = "InitiatorName=";

    public string Name => "iscsi";

    public ValueTask CollectAsync(FactContext context, CancellationToken cancellation)
    {
        var line = context.Files.Lines("/etc/iscsi/initiatorname.iscsi").FirstOrDefault(l => l.StartsWith(Prefix, StringComparison.Ordinal));
        context.Facts.Add("iscsi_iqn", line?[Prefix.Length..] ?? "");
        return ValueTask.CompletedTask;
    }
}
