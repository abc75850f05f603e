using System.Collections.Frozen;
using Plumb.Jinja.Calls;

namespace Plumb.Jinja.Filters;

/// <summary>The filters of the language.</summary>
public static class BuiltinFilters
{
    public static readonly FrozenDictionary<string, JinjaFilter> All = Table();

    private static FrozenDictionary<string, JinjaFilter> Table()
    {
        var table = new FilterTable();
        TextFilters.AddTo(table);
        LayoutFilters.AddTo(table);
        MarkupFilters.AddTo(table);
        NumberFilters.AddTo(table);
        SequenceFilters.AddTo(table);
        OrderFilters.AddTo(table);
        SelectionFilters.AddTo(table);
        ValueFilters.AddTo(table);
        return table.Filters.ToFrozenDictionary();
    }
}
