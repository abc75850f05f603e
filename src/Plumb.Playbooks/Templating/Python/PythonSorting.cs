using System.Runtime.ExceptionServices;
using Plumb.Jinja;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating.Python;

/// <summary>Sorting by Python's order: stable, and a TypeError where keys have no order.</summary>
internal static class PythonSorting
{
    public static List<T> By<T>(IEnumerable<T> items, Func<T, object?> key)
    {
        try
        {
            return [.. items.OrderBy(key, PyOrder.Instance)];
        }
        catch (InvalidOperationException e) when (e.InnerException is JinjaException fault)
        {
            // .NET wraps what a comparison throws.
            ExceptionDispatchInfo.Throw(fault);
            throw;
        }
    }
}
