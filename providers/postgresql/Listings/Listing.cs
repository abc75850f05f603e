using Plumb.Provider.Models;

namespace Plumb.Provider.Postgresql.Listings;

/// <summary>What models say alike of a list of what has names in a database.</summary>
internal abstract class Listing
{
    [Computed]
    public string Id { get; set; }

    [Required, LengthAtLeast(1)]
    public string Database { get; set; }

    [Optional]
    public List<string>? LikeAnyPatterns { get; set; }

    [Optional]
    public List<string>? LikeAllPatterns { get; set; }

    [Optional]
    public List<string>? NotLikeAllPatterns { get; set; }

    [Optional]
    public string? RegexPattern { get; set; }

    internal NamePatterns Patterns => new(LikeAnyPatterns, LikeAllPatterns, NotLikeAllPatterns, RegexPattern);
}
