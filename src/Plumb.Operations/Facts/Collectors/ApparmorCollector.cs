using Plumb.Operations.Data;

namespace Plumb.Operations.Facts.Collectors;

internal sealed class ApparmorCollector : IFactCollector
{
    public string Name => "apparmor";

    public ValueTask CollectAsync(FactContext context, CancellationToken cancellation)
    {
        context.Facts.Add("apparmor", new MapBuilder { { "status", context.Files.Exists("/sys/kernel/security/apparmor") ? "enabled" : "disabled" } });
        return ValueTask.CompletedTask;
    }
}
