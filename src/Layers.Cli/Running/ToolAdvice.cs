using System.Text.RegularExpressions;
using Layers.Data;

namespace Layers.Cli;

/// <summary>Replaces the advice in an error of the library, which names members of C#, by the options of the tool.</summary>
internal static partial class ToolAdvice
{
    // Members of C# that an advice of the library may name, each with the advice of the tool instead; null if the tool has none.
    private static readonly (string Member, string? Advice)[] s_members =
    [
        (nameof(DataFileOptions.Types), "--type name=type gives the type of a column."),
        ($"{nameof(CsvOptions)}.{nameof(CsvOptions.Missing)}", "--missing text names a text that stands for a missing cell."),
        (nameof(CsvOptions.DecimalSeparator), "Numbers have a decimal point."),
        (nameof(DataFileOptions.DateFormat), "Dates are written as 2024-02-29."),
        (nameof(DataFileOptions.UnifyByName), "Give all files the same columns, or name fewer files."),
        (nameof(CsvOptions.SampleRows), null),
        (nameof(RowSource.Select), null),
        (nameof(RowSource.ReadTables), null),
        (nameof(RowSource.ToTable), null),
        (nameof(ColumnType), null),
    ];

    /// <summary>Returns a message without the sentences that name members of C#, followed by the advice of the tool in their
    /// place.</summary>
    /// <param name="message">The message. Its first sentence says what is wrong, and stays.</param>
    public static string Of(string message)
    {
        var sentences = Sentences(message);
        var isOfCode = sentences.ConvertAll(sentence => s_members.Any(each => Names(sentence, each.Member)));
        string[] kept = [FirstOf(sentences[0]), .. sentences.Where((_, i) => i > 0 && !isOfCode[i])];
        var left = sentences.Where((_, i) => i > 0 && isOfCode[i]).ToList();
        var advice = s_members.Where(each => left.Exists(sentence => Names(sentence, each.Member)))
            .Select(each => each.Advice).OfType<string>();
        return left.Count == 0 ? string.Join(" ", kept) : string.Join(" ", [.. kept, .. advice.DefaultIfEmpty("Correct the data.")]);
    }

    // An error about the option Types itself names it in the first sentence, which stays.
    private static string FirstOf(string sentence) => Names(sentence, nameof(DataFileOptions.Types))
        ? Regex.Replace(sentence, $@"\b{nameof(DataFileOptions.Types)}\b", "--type") : sentence;

    // Texts in quotes are from the data of the user, and may equal the name of a member.
    private static bool Names(string sentence, string member) =>
        Regex.IsMatch(Quoted().Replace(sentence, ""), $@"\b{Regex.Escape(member)}\b");

    private static List<string> Sentences(string message)
    {
        var (sentences, from) = (new List<string>(), 0);
        var quoted = Quoted().Matches(message);
        foreach (Match end in End().Matches(message))
        {
            if (quoted.Any(quote => quote.Index < end.Index && end.Index < quote.Index + quote.Length)) continue;
            sentences.Add(message[from..(end.Index + 1)]);
            from = end.Index + end.Length;
        }
        sentences.Add(message[from..]);
        return sentences;
    }

    // An apostrophe within a word is not a quote.
    [GeneratedRegex(@"(?<!\w)'[^\n]*?'(?!\w)")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\. (?=\p{Lu})")]
    private static partial Regex End();
}
