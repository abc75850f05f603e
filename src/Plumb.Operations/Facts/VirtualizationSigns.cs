using Plumb.Operations.Data;

namespace Plumb.Operations.Facts;

/// <summary>Gathers signs of virtualization: the first decides type and role, and every one adds a technology.</summary>
internal sealed class VirtualizationSigns
{
    private readonly List<string> _guest = [];
    private readonly List<string> _host = [];
    private (string Type, string Role)? _first;

    public void Found(string type, string role) => _first ??= (type, role);

    public void Guest(string technology)
    {
        Found(technology, "guest");
        AlsoGuest(technology);
    }

    public void GuestIf(string? technology)
    {
        if (technology is not null) Guest(technology);
    }

    public void Host(string technology)
    {
        Found(technology, "host");
        AlsoHost(technology);
    }

    public void AlsoGuest(string technology)
    {
        if (!_guest.Contains(technology)) _guest.Add(technology);
    }

    public void AlsoHost(string technology)
    {
        if (!_host.Contains(technology)) _host.Add(technology);
    }

    public bool HasGuest(params ReadOnlySpan<string> technologies)
    {
        foreach (var technology in technologies)
        {
            if (_guest.Contains(technology)) return true;
        }
        return false;
    }

    public void Describe(MapBuilder facts)
    {
        var (type, role) = _first ?? ("NA", "NA");
        facts.Add("virtualization_type", type);
        facts.Add("virtualization_role", role);
        facts.Add("virtualization_tech_guest", _guest);
        facts.Add("virtualization_tech_host", _host);
    }
}
