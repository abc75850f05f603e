using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating;

namespace Plumb.Playbooks.Actions;

/// <summary>What asking for an undefined value would have thrown.</summary>
internal static class TemplatingFaults
{
    public static TemplatingException Of(Undefined undefined) => new(TemplatingFault.Undefined, undefined.Fault().Message);
}
