namespace Layers.AspNetCore;

internal static partial class Throw
{
    public static ArgumentException PagesWithParameter(string pattern) =>
        new($"The route '{pattern}' of the pages has a parameter, but the pages link to each other below it. " +
            "Use a route without parameters, such as '/'.",
            nameof(pattern));

    /// <summary>The failure that metrics count; the page shows the errors beside the fields.</summary>
    public static RecordException DoesNotFit(FormRow row) => new(row.Errors.Values.Concat(row.Others).First());
}
