using System.Numerics;
using Plumb.Core.Values;
using Plumb.Provider.Models;

namespace Plumb.Provider.Tests.Samples;

internal enum MachineSize
{
    Small,
    ExtraLarge,
}

/// <summary>A machine with everything that a model can have.</summary>
[Resource("test_machine", Version = 2)]
internal sealed partial class Machine
{
    /// <summary>Chosen by the service.</summary>
    [Computed, UseStateForUnknown, IdentityKey]
    public string Id { get; set; }

    [Required, LengthBetween(2, 20), Matches("^[a-z]+$", "must be of lower-case letters"), RequiresReplace]
    public string Name { get; set; }

    [Default("eu"), OneOf("eu", "us")]
    public string Region { get; set; }

    [Default(MachineSize.Small)]
    public MachineSize Size { get; set; }

    [Optional, Between(1, 64)]
    public int? Cores { get; set; }

    [Optional]
    public Tf<double> Load { get; set; }

    [Computed]
    public BigInteger Serial { get; set; }

    [Optional, Computed]
    public decimal Price { get; set; }

    [Optional]
    public bool? Started { get; set; }

    [Optional, LengthAtLeast(1, Each = true), SizeAtMost(3)]
    public List<string>? Addresses { get; set; }

    [Optional]
    public IReadOnlySet<string>? Groups { get; set; }

    [Optional, LengthAtMost(5, EachKey = true)]
    public Dictionary<string, string?>? Labels { get; set; }

    [Optional]
    public List<List<long>>? Matrix { get; set; }

    [Optional, Sensitive, WriteOnly, RequiredWith(nameof(PasswordVersion))]
    public string? Password { get; set; }

    [Optional]
    public int? PasswordVersion { get; set; }

    [Optional]
    public Value Extra { get; set; }

    [Optional]
    public Disk? Root { get; set; }

    [Optional]
    public List<Disk>? Disks { get; set; }

    [Optional]
    public Tf<Dictionary<string, Disk>> Mounts { get; set; }

    [Optional, PlainObject, Name("plain")]
    public Disk? PlainDisk { get; set; }

    [Block(MaxItems = 2)]
    public List<Rule> Rule { get; set; }

    [Block, Set]
    public List<Rule> Exception { get; set; }

    [Block]
    public Rule? Guard { get; set; }

    /// <summary>When the machine changed last; known only afterwards.</summary>
    [Computed]
    public Tf<string> ChangedAt { get; set; }

    [Ignore]
    public string Note { get; set; } = "";
}

[Model]
internal sealed partial record Disk
{
    [Required]
    public required string Device { get; init; }

    [Default(10)]
    public long Gigabytes { get; init; }

    [Computed, UseStateForUnknown]
    public string? Serial { get; init; }
}

[Model]
internal sealed partial record Rule
{
    [Required]
    public int Port { get; init; }

    [Default("tcp")]
    public string Protocol { get; init; } = "";
}
