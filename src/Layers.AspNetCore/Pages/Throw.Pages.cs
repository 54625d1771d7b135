namespace Layers.AspNetCore;

internal static partial class Throw
{
    public static ArgumentException PagesWithParameter(string pattern) =>
        new($"The route '{pattern}' of the pages has a parameter, and the pages link to each other below it. Name it without one, as '/'.",
            nameof(pattern));

    /// <summary>What counts as a failure in metrics; pages say it beside the fields.</summary>
    public static RecordException DoesNotFit(FormRow row) => new(row.Errors.Values.Concat(row.Others).First());
}
