namespace Layers.AspNetCore;

internal static partial class Throw
{
    public static ArgumentException PagesWithParameter(string pattern) =>
        new($"The route '{pattern}' of the pages has a parameter, and the pages link to each other below it. Name it without one, as '/'.",
            nameof(pattern));

    /// <summary>What counts as a failure in metrics; pages say it beside the fields.</summary>
    public static RecordException DoesNotFit(FormRow row) => new(row.Errors.Values.Concat(row.Others).First());

    public static RecordException NotACategory(ModelColumn column, string text, IReadOnlyList<string> known)
    {
        const int Most = 10;
        var some = string.Join(", ", known.Take(Most).Select(category => $"'{Figures.Name(category)}'"));
        var what = text.Length == 0 ? "Nothing" : $"'{Figures.Name(text)}'";
        return new($"{what} is no category that the model takes for '{column.Name}'.{Nearest.Hint(text, known)} " +
            $"It takes {some}{(known.Count > Most ? $" and {Number(known.Count - Most)} more" : "")}.", column.Name);
    }
}
