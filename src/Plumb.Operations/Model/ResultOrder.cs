using System.Collections.Frozen;
using Plumb.Operations.Data;
using Plumb.Operations.Running;

namespace Plumb.Operations.Model;

/// <summary>
/// The order in which the peer's modules name what they return. It shows wherever a result is printed as a value, such as in the label of a loop
/// over registered results.
/// </summary>
public static class ResultOrder
{
    /// <summary>Stands for all that is not named.</summary>
    private const string Others = "*";

    /// <summary>What comes behind that which a module returns, whichever it is.</summary>
    private static readonly string[] Added = ["invocation", "warnings", "stdout_lines", "stderr_lines"];

    private static readonly Order Failures = Order.Of("* failed msg");

    private static readonly FrozenDictionary<string, Order> Orders = new Dictionary<string, Order>
    {
        ["apt"] = Order.Of("changed stdout stderr diff *"),
        ["apt_repository"] = Order.Of("changed repo state diff *"),
        ["assemble"] = Order.Of("src dest checksum md5sum changed msg *"),
        ["authorized_key"] = Order.Of("* diff changed"),
        ["command"] = Order.Of("changed stdout stderr rc cmd start end delta failed msg *"),
        ["copy"] = Order.Of("diff dest src md5sum checksum changed *"),
        ["debconf"] = Order.Of("changed msg current previous diff *"),
        ["dpkg_selections"] = Order.Of("changed before after *"),
        ["file"] = Order.Of("path dest src changed diff *"),
        ["find"] = Order.Of("files changed msg matched examined skipped_paths *"),
        ["get_url"] = Order.Of("url dest changed msg status_code elapsed *"),
        ["getent"] = Order.Of("*"),
        ["git"] = Order.Of("changed *"),
        ["group"] = Order.Of("name state changed stdout stderr *"),
        ["hostname"] = Order.Of("changed name *"),
        ["known_hosts"] = Order.Of("name key path hash_host state diff changed *"),
        ["lineinfile"] = Order.Of("changed found msg backup diff *"),
        ["mount"] = Order.Of("changed *"),
        ["package_facts"] = Order.Of("*"),
        ["ping"] = Order.Of("*"),
        ["pip"] = Order.Of("changed *"),
        ["raw"] = Order.Of("rc stdout stdout_lines stderr stderr_lines changed *"),
        ["replace"] = Order.Of("* diff msg changed"),
        ["script"] = Order.Of("changed rc stdout stdout_lines stderr stderr_lines *"),
        ["service"] = Order.Of("name changed status *"),
        ["service_facts"] = Order.Of("*"),
        ["setup"] = Order.Of("*"),
        ["shell"] = Order.Of("changed stdout stderr rc cmd start end delta failed msg *"),
        ["slurp"] = Order.Of("*"),
        ["stat"] = Order.Of("changed stat *"),
        ["systemd"] = Order.Of("name changed status *"),
        ["systemd_service"] = Order.Of("name changed status *"),
        ["tempfile"] = Order.Of("changed path *"),
        ["timezone"] = Order.Of("changed diff *"),
        ["unarchive"] = Order.Of("handler dest src extract_results changed *"),
        ["uri"] = Order.Of("content redirected url status * msg elapsed changed"),
        ["user"] = Order.Of("name state force remove system create_home append move_home password changed stdout stderr *"),
        ["wait_for"] = Order.Of("*"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Other orders, of results that have the value of this name.</summary>
    private static readonly FrozenDictionary<string, (string With, Order Order)> Variants = new Dictionary<string, (string, Order)>
    {
        ["copy"] = ("path", Order.Of("diff path changed uid gid owner group mode state size checksum dest *")),
        ["get_url"] = ("src", Order.Of("msg status_code changed checksum_dest checksum_src dest elapsed url src md5sum *")),
        ["uri"] = ("failed", Order.Of("content redirected url status * elapsed changed failed msg")),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The values in the order that the operation's module has, whose name may have that of its collection before it. That nothing changed is left out where the module does not say so either.</summary>
    public static MapData Arrange(string operation, MapData values)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(values);
        if (OrderOf(operation[(operation.LastIndexOf('.') + 1)..], values) is not { } order) return values;
        var arranged = new MapBuilder();
        foreach (var name in order.Names)
        {
            if (name != Others) Take(name);
            else foreach (var (other, _) in values.Entries.Where(e => !order.IsNamed(e.Key))) Take(other);
        }
        foreach (var name in Added) Take(name);
        if (values["changed"] is BooleanData { Value: true }) Take("changed");
        return arranged.Build();

        void Take(string name)
        {
            if (values[name] is { } value) arranged[name] = value;
        }
    }

    /// <summary>What a module that people wrote prints keeps its order.</summary>
    private static Order? OrderOf(string operation, MapData values)
    {
        if (operation == OperationTable.ModuleRunner) return null;
        var order = Variants.TryGetValue(operation, out var variant) && values.Contains(variant.With) ? variant.Order : Orders.GetValueOrDefault(operation);
        return values["failed"] is BooleanData { Value: true } && order?.IsNamed("failed") != true ? Failures : order;
    }

    private sealed record Order(IReadOnlyList<string> Names, FrozenSet<string> Known)
    {
        public static Order Of(string names)
        {
            var list = names.Split(' ');
            return new Order(list, list.Concat(Added).Append("changed").ToFrozenSet(StringComparer.Ordinal));
        }

        public bool IsNamed(string name) => Known.Contains(name);
    }
}
