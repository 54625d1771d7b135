using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Layers.ScikitLearn;

/// <summary>Keras's old Tokenizer, as <see cref="TextVectorization"/>. This is possible only if both give the same sequences. The layer
/// pads them on the right to the longest one.</summary>
/// <remarks>Both give the same sequences if unknown words have an index (oov_token) and no characters are filtered: Tokenizer replaces a
/// filtered character by a space, and TextVectorization removes it. pad_sequences, which pads on the left, is not part of the file. The
/// sequence counts as one column.</remarks>
internal sealed class FittedTokenizer : FittedFrom
{
    private readonly TextSplit _split;
    private readonly TextStandardization _standardize;
    private readonly string[] _words;

    [SetsRequiredMembers]
    public FittedTokenizer(FittedFields fields)
        : base(fields, 1)
    {
        if (fields.Required("word_index") is not PickledDictionary { Entries.Count: > 0 } index)
            throw Throw.NeverFitted(fields, "word_index");
        _split = fields.Flag("char_level", false) ? TextSplit.Character : TextSplit.Whitespace;
        if (fields.Optional("analyzer") is { } analyzer)
            throw Throw.Setting(fields, $"analyzer={Throw.Described(analyzer)}", "it is code, which is not run.");
        if (fields.Optional("oov_token") is not string oov)
            throw Throw.Setting(fields, "oov_token=None",
                "it leaves unknown words out and counts from 1, and TextVectorization gives them an index, 1. " +
                "Fit it with oov_token, and the model with it.");
        var words = index.Entries.Select(entry => (Word: entry.Key as string
            ?? throw Throw.WrongField(fields, "word_index", "words", entry.Key),
            Index: fields.Whole("word_index", entry.Value))).OrderBy(entry => entry.Index).ToArray();
        if (words[0] != (oov, 1) || words.Select(entry => entry.Index).Where((number, i) => number != i + 1).Any())
            throw Throw.FieldsDiffer(fields, "word_index does not count from 1, the oov_token, on");
        _standardize = Standardization(fields, words.Select(entry => entry.Word));
        // Indices from num_words on become the index of the unknown word.
        var most = fields.Optional("num_words") is { } count
            ? Math.Min(fields.Whole("num_words", count), words.Length + 1) : words.Length + 1;
        if (most < 3) throw Throw.Setting(fields, $"num_words={Throw.Invariant(most)}", "no word has an index.");
        _words = [.. words[1..(most - 1)].Select(entry => entry.Word)];
    }

    public override ColumnType TypeOf(int column) => ColumnType.Text;

    public override int OutputWidth => 1;

    public override IReadOnlyList<string> OutputNames(IReadOnlyList<string> names) => names;

    protected override IReadOnlyList<ColumnOf> Made(IReadOnlyList<ColumnOf> columns, DTypePolicy? dtype) =>
        [new(new TextVectorization(standardize: _standardize, split: _split, vocabulary: _words).Apply(Columns.Join(columns, dtype)), 0)];

    private TextStandardization Standardization(FittedFields fields, IEnumerable<string> words)
    {
        // No character may be filtered.
        var filters = _split == TextSplit.Character ? "" : fields.Text("filters", "");
        if (filters.Any(mark => !char.IsWhiteSpace(mark)))
            throw Throw.Setting(fields, $"filters='{filters.Trim()}'",
                "it writes a space in place of each, so that 'well-known' is two words, and TextVectorization can only leave marks out. " +
                "Clean texts before they come in, and fit it with filters=''.");
        if (_split == TextSplit.Whitespace && fields.Text("split", " ") is not " ")
            throw Throw.Setting(fields, $"split='{fields.Text("split", " ")}'", "TextVectorization splits at white space.");
        if (!fields.Flag("lower", true)) return TextStandardization.None;
        if (!words.All(word => Ascii.IsValid(word)))
            throw Throw.Setting(fields, "lower=True and words beyond A to Z",
                "TextVectorization lowers the letters A to Z alone. Lower texts before they come in, and fit it with lower=False.");
        return TextStandardization.Lower;
    }
}
