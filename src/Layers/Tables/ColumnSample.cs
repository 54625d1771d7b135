using System.Globalization;

namespace Layers;

/// <summary>The statistics of a column in the first rows of a source.</summary>
internal sealed class ColumnSample
{
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<double> _numbers = [];
    private long _words;
    private bool _areDates = true;

    public ColumnSample(string name, ColumnType type) => (Name, Type) = (name, type);

    public string Name { get; }

    public ColumnType Type { get; }

    /// <summary>The number of values that are not missing.</summary>
    public int Count { get; private set; }

    public int Missing { get; private set; }

    /// <summary>Whether there are empty texts.</summary>
    public bool HasEmpty { get; private set; }

    public double Least { get; private set; } = double.PositiveInfinity;

    public double Largest { get; private set; } = double.NegativeInfinity;

    public int Distinct => IsText ? _texts.Count : _numbers.Count;

    /// <summary>Whether all values are distinct.</summary>
    public bool AreDistinct => Distinct == Count && Count > 1;

    /// <summary>Whether the values are distinct integers that are nearly consecutive: their range is below twice their number.</summary>
    public bool IsNearlyConsecutive => AreDistinct && Type == ColumnType.Integer && Largest - Least < 2.0 * Count;

    public double WordsPerText => Count == 0 ? 0 : (double)_words / Count;

    /// <summary>Whether every text is an ISO 8601 date.</summary>
    public bool AreDates => Type == ColumnType.Date || (Type == ColumnType.Text && Count > 0 && _areDates);

    /// <summary>Whether the dates have a time of day.</summary>
    public bool HaveTimes { get; private set; }

    /// <summary>One of the values, for display.</summary>
    public string Example =>
        IsText ? _texts.FirstOrDefault() ?? "" : _numbers.FirstOrDefault().ToString("G6", CultureInfo.InvariantCulture);

    private bool IsText => Type is ColumnType.Text or ColumnType.Date;

    public void Add(Column column)
    {
        for (var row = 0; row < column.Count; row++)
        {
            if (column.IsMissing(row))
            {
                Missing++;
                continue;
            }
            Count++;
            if (column is Column<string?> texts) Add(texts[row]!);
            else if (column is Column<DateTime?> dates)
            {
                _texts.Add(column.Written(row)!);
                HaveTimes |= dates[row]!.Value.TimeOfDay != default;
            }
            else Add(column switch
            {
                Column<double> numbers => numbers[row],
                Column<bool?> truths => truths[row] == true ? 1 : 0,
                _ => ((Column<long?>)column)[row]!.Value
            });
        }
    }

    private void Add(string text)
    {
        _texts.Add(text);
        HasEmpty |= text.Length == 0;
        _words += Words(text);
        if (!_areDates) return;
        // The same format as in DateParts. A number of eight digits is not taken for a date.
        _areDates = text is [_, _, _, _, '-', ..] & IsoDate.TryParse(text, out var ticks, out var offset);
        HaveTimes |= _areDates && (ticks - (offset ?? 0)) % TimeSpan.TicksPerDay != 0;
    }

    private static int Words(string text)
    {
        var (words, isInside) = (0, false);
        foreach (var letter in text)
        {
            var isSpace = letter is ' ' or (>= '\t' and <= '\r');
            if (!isSpace && !isInside) words++;
            isInside = !isSpace;
        }
        return words;
    }

    private void Add(double number)
    {
        _numbers.Add(number);
        (Least, Largest) = (Math.Min(Least, number), Math.Max(Largest, number));
    }
}
