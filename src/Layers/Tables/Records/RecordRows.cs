using System.Globalization;
using System.Numerics;

namespace Layers;

/// <summary>Collects records for a model: a tensor for each input, filled row by row.</summary>
internal sealed class RecordRows
{
    private readonly ModelColumn[] _columns;
    private readonly bool[] _isSet;
    // Short texts that were read before, so that a repeated text is not allocated again. This memory lives as long as the model, and long
    // texts rarely repeat.
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _known;
    private int _row;
    private int _set;
    // The index of the next value in an array; -1 outside of arrays.
    private int _step = -1;
    // Null before the row engine was bound.
    private (PredictEngine Engine, bool Checks)? _boundAs;

    /// <param name="plan">The plan of the model.</param>
    /// <param name="count">The number of rows.</param>
    public RecordRows(RecordPlan plan, int count)
    {
        (Plan, Count, _columns) = (plan, count, plan.Columns);
        _known = _texts.GetAlternateLookup<ReadOnlySpan<char>>();
        _isSet = new bool[_columns.Length];
        Tensors = [.. plan.Inputs.Select(input => TensorData.Zeros(input.Type, [count, .. input.Shape[1..]]))];
    }

    /// <summary>The number of rows.</summary>
    public int Count { get; private set; }

    public RecordPlan Plan { get; }

    /// <summary>A tensor for each input, of the input's type.</summary>
    public TensorData[] Tensors { get; private set; }

    /// <summary>The row engine bound to these tensors; null if it cannot run the model, or if there is more than one row.</summary>
    public BoundRow? Bound { get; private set; }

    /// <summary>The index of the row that is being filled, from 0.</summary>
    public int Row => _row;

    /// <summary>Whether the row engine was bound with the present engine and checks of the model.</summary>
    public bool IsBoundAs(Model model) => _boundAs == (model.Engine, model.ChecksValues);

    public RecordRows Bind(Model model)
    {
        _boundAs = (model.Engine, model.ChecksValues);
        if (Plan.Outputs.Outputs is [{ ElementType: DType.Float32 }]) Bound = model.Bind(Tensors);
        return this;
    }

    /// <summary>Whether a column takes floating-point numbers.</summary>
    public bool TakesFloats(int place) => _columns[place].ElementType.IsFloat();

    /// <summary>Removes the rows that were not filled.</summary>
    public void Trim()
    {
        if (_row == Count) return;
        Count = _row;
        Tensors = Array.ConvertAll(Tensors, tensor => tensor[.._row]);
    }

    /// <summary>Starts again at the first row.</summary>
    public void Clear()
    {
        _row = 0;
        Begin();
    }

    /// <summary>Ends a row and starts the next.</summary>
    /// <exception cref="RecordException">A column is missing.</exception>
    public void End(PredictOptions? options)
    {
        if (_set < _isSet.Length)
            for (var place = 0; place < _isSet.Length; place++)
            {
                if (_isSet[place]) continue;
                if (options?.MissingNames != NamePolicy.AsMissing) throw Throw.MissingColumn(this, _columns[place]);
                SetMissing(place);
            }
        _row++;
        Begin();
    }

    /// <summary>Starts an array of values for a column. The values that follow are set with the index of this column.</summary>
    /// <exception cref="RecordException">The column takes a single value.</exception>
    public void BeginArray(int place)
    {
        var column = _columns[place];
        if (column.Length is null || _step >= 0) throw Throw.NestedValue(this, column, isArray: true);
        Mark(place, column);
        _step = 0;
    }

    /// <summary>Ends an array.</summary>
    /// <exception cref="RecordException">The array has fewer values than the column takes.</exception>
    public void EndArray(int place)
    {
        var column = _columns[place];
        if (_step != column.Length) throw Throw.ArrayLength(this, column, _step);
        _step = -1;
    }

    public void SetMissing(int place)
    {
        if (_step < 0 && _columns[place].Length is { } length)
        {
            BeginArray(place);
            for (var i = 0; i < length; i++) SetMissing(place);
            EndArray(place);
            return;
        }
        var column = Set(place);
        if (column.ElementType == DType.String)
        {
            Put(column, column.MissingText ?? "");
            return;
        }
        if (column.MayBeMissing == false) throw Throw.NeverMissing(this, column);
        PutNumber(column, double.NaN);
    }

    public void SetText(int place, ReadOnlySpan<char> text)
    {
        const int MostKnown = 4096;
        const int LongestKnown = 64;
        if (!_known.TryGetValue(text, out var known))
        {
            known = text.ToString();
            if (text.Length <= LongestKnown && _texts.Count < MostKnown) _texts.Add(known);
        }
        SetText(place, known);
    }

    public void SetText(int place, string text)
    {
        var column = Set(place);
        if (column.ElementType != DType.String) throw Throw.OtherValue(this, column, $"the text '{text}'");
        Put(column, text);
    }

    public void SetNumber(int place, double number)
    {
        var column = Set(place);
        if (column.ElementType.IsFloat()) PutNumber(column, number);
        else if (!column.ElementType.IsInteger()) throw Throw.OtherValue(this, column, $"the number {Throw.Real(number)}");
        else if (number != Math.Floor(number) || Math.Abs(number) >= 9.2e18) throw Throw.NotWhole(this, column, number);
        else PutInteger(column, (long)number);
    }

    public void SetInteger(int place, long number)
    {
        var column = Set(place);
        if (column.ElementType.IsFloat()) PutNumber(column, number);
        else if (column.ElementType.IsInteger()) PutInteger(column, number);
        else throw Throw.OtherValue(this, column, $"the number {Throw.Whole(number)}");
    }

    /// <summary>Sets a whole number that may be out of the range of int64.</summary>
    public void SetInteger(int place, ulong number)
    {
        if (number <= long.MaxValue)
        {
            SetInteger(place, (long)number);
            return;
        }
        var column = Set(place);
        if (column.ElementType.IsFloat()) PutNumber(column, number);
        else if (column.ElementType == DType.UInt64) Put(column, number);
        else if (column.ElementType.IsInteger()) throw Throw.BeyondType(this, column, number.ToString(CultureInfo.InvariantCulture));
        else throw Throw.OtherValue(this, column, $"the number {number.ToString(CultureInfo.InvariantCulture)}");
    }

    public void SetTruth(int place, bool truth)
    {
        var column = Set(place);
        if (column.ElementType == DType.Bool) Put(column, truth);
        else if (column.ElementType.IsFloat()) PutNumber(column, truth ? 1 : 0);
        else if (column.ElementType.IsInteger()) PutInteger(column, truth ? 1 : 0);
        else throw Throw.OtherValue(this, column, truth ? "true" : "false");
    }

    public void SetDate(int place, DateTime date)
    {
        var column = _columns[place];
        if (date.Kind == DateTimeKind.Local) throw Throw.LocalDateInRecord(this, column, date);
        if (column.ElementType == DType.String) SetText(place, DateKinds.Written(date));
        else if (column.ElementType == DType.Int64) SetInteger(place, date.Ticks);
        else throw Throw.OtherValue(this, column, $"the date {DateKinds.Written(date)}");
    }

    private void Begin()
    {
        (_set, _step) = (0, -1);
        Array.Clear(_isSet);
    }

    private ModelColumn Set(int place)
    {
        var column = _columns[place];
        if (_step < 0)
        {
            if (column.Length is not null) throw Throw.NeedsArray(this, column);
            Mark(place, column);
        }
        else if (_step == column.Length)
        {
            throw Throw.ArrayLength(this, column, null);
        }
        return column;
    }

    private void Mark(int place, ModelColumn column)
    {
        if (_isSet[place]) throw Throw.ValueTwice(this, column);
        _isSet[place] = true;
        _set++;
    }

    private void PutNumber(ModelColumn column, double number)
    {
        switch (column.ElementType)
        {
            case DType.Float32:
                if (float.IsInfinity((float)number)) throw Throw.BeyondType(this, column, Throw.Real(number));
                Put(column, (float)number);
                break;
            case DType.Float64:
                if (double.IsInfinity(number)) throw Throw.BeyondType(this, column, Throw.Real(number));
                Put(column, number);
                break;
            case DType.Float16:
                if (Half.IsInfinity((Half)number)) throw Throw.BeyondType(this, column, Throw.Real(number));
                Put(column, (Half)number);
                break;
            case DType.BFloat16:
                if (float.IsInfinity((float)number)) throw Throw.BeyondType(this, column, Throw.Real(number));
                Casting.Convert(TensorData.Scalar(number), 0, Tensors[column.Input], PlaceOf(column), 1);
                break;
            // A missing integer or Boolean.
            default: throw Throw.NeverMissing(this, column);
        }
    }

    private void PutInteger(ModelColumn column, long number)
    {
        switch (column.ElementType)
        {
            case DType.Int64: Put(column, number); break;
            case DType.Int32: Put(column, Checked<int>(column, number)); break;
            case DType.Int16: Put(column, Checked<short>(column, number)); break;
            case DType.Int8: Put(column, Checked<sbyte>(column, number)); break;
            case DType.UInt8: Put(column, Checked<byte>(column, number)); break;
            case DType.UInt16: Put(column, Checked<ushort>(column, number)); break;
            case DType.UInt32: Put(column, Checked<uint>(column, number)); break;
            default: Put(column, Checked<ulong>(column, number)); break;
        }
    }

    private T Checked<T>(ModelColumn column, long number) where T : INumberBase<T>
    {
        try
        {
            return T.CreateChecked(number);
        }
        catch (OverflowException)
        {
            throw Throw.BeyondType(this, column, Throw.Whole(number));
        }
    }

    private void Put<T>(ModelColumn column, T value) => Tensors[column.Input].Span<T>()[PlaceOf(column)] = value;

    // Called once for each value, because it advances to the next value of an array.
    private int PlaceOf(ModelColumn column) => _row * Plan.Widths[column.Input] + column.Place + (_step < 0 ? 0 : _step++);
}
