using Plumb.Jinja.Calls;
using Plumb.Playbooks.Templating.Lookups;

namespace Plumb.Playbooks.Templating;

/// <summary>What people wrote for their templates besides what this program has itself. Null where there is none of the name.</summary>
internal interface ITemplatePlugins
{
    /// <param name="name">The name, with or without collection.</param>
    /// <param name="isNative">Whether this program has one of the name: then only what people put in its place counts.</param>
    JinjaFilter? Filter(string name, bool isNative);

    JinjaTest? Test(string name, bool isNative);

    Lookup? Lookup(string name, bool isNative);

    /// <summary>Whether a collection is installed, by its full name.</summary>
    bool HasCollection(string name);
}
