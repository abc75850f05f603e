using Plumb.Provider.Models;

namespace Plumb.Provider.Docker.Images;

/// <summary>One more name for an image that the engine has. Neither the name nor the image goes with it.</summary>
[Resource("docker_tag")]
internal sealed partial class TagModel
{
    /// <summary>Both names with a dot between.</summary>
    [Computed, UseStateForUnknown]
    public string Id { get; set; }

    /// <summary>A name or id of the image.</summary>
    [Required, LengthAtLeast(1), RequiresReplace]
    public string SourceImage { get; set; }

    /// <summary>The id of the image that got the name.</summary>
    [Computed, UseStateForUnknown]
    public string SourceImageId { get; set; }

    /// <summary>The name that it gets; the tag is latest unless it says otherwise.</summary>
    [Required, LengthAtLeast(1), RequiresReplace]
    public string TargetImage { get; set; }

    /// <summary>Whatever is in here: where it changes, the name is given anew.</summary>
    [Optional, RequiresReplace]
    public HashSet<string>? TagTriggers { get; set; }
}
