using Plumb.Provider.Models;

namespace Plumb.Provider.Docker;

/// <summary>How long operations may take, such as "30m".</summary>
[Model]
internal sealed partial class TimeoutsModel
{
    [Optional, ValidateWith(typeof(DurationValidator))]
    public string? Create { get; set; }

    [Optional, ValidateWith(typeof(DurationValidator))]
    public string? Update { get; set; }

    [Optional, ValidateWith(typeof(DurationValidator))]
    public string? Delete { get; set; }
}
