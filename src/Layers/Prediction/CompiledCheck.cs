using System.Globalization;
using System.Runtime.InteropServices;

namespace Layers;

/// <summary>A compiled check of values. It has its own graph, so that prediction graphs and exports do not include it.</summary>
internal sealed class CompiledCheck
{
    // The largest number of rows to check without allocating.
    private const int OnTheStack = 1024;

    private const int MostOthers = 3;

    private readonly ValueCheck _check;
    private readonly Compiled _isRight;
    private readonly Compiled _subject;

    public CompiledCheck(ValueCheck check, Layer owner, IReadOnlyList<Value> inputs, IReadOnlyList<Weight> states, Freshness freshness)
    {
        _check = check;
        Compiled Of(Value value) =>
            new(owner, inputs, states, Predictor.Freeze(owner, [KeyValuePair.Create("check", value)]), [], freshness);
        _isRight = Of(check.IsRight);
        // Compiled now, although it runs only for a message, so that both graphs have the same weights.
        _subject = Of(check.Subject);
    }

    /// <summary>The graph that returns whether values are right.</summary>
    public Compiled Condition => _isRight;

    /// <summary>Throws for values that the layer cannot compute with.</summary>
    /// <param name="x">A tensor for each input, in order.</param>
    /// <param name="engine">The requested engine.</param>
    /// <param name="before">The rows in earlier batches.</param>
    /// <exception cref="LayerException">The layer cannot compute with a value; the message has the value and its position.</exception>
    public void Require(IReadOnlyList<TensorData?> x, PredictEngine engine, RowsBefore before)
    {
        // The row engine may be able to run the model but not the check.
        if (engine == PredictEngine.Rows && _isRight.Managed is null) engine = PredictEngine.Auto;
        var right = _isRight.Run(x, engine)[0];
        var at = right.AsSpan<bool>().IndexOf(false);
        if (at < 0) return;
        var subject = _subject.Run(x, PredictEngine.Auto)[0];
        throw Throw.WrongValue(_check.Layer, Place(right.Shape, at, before),
            _check.Fault(Text(subject, at)) + OtherFaults(right, subject, at, before));
    }

    /// <summary>Whether the layer can compute with rows of float32. The result is also false if the row engine cannot run the
    /// check.</summary>
    public bool Holds(ReadOnlySpan<float> rows)
    {
        if (_isRight.Managed is not { Input: { Type: DType.Float32, Length: > 0 and var width } } program || rows.Length % width != 0)
            return false;
        var count = rows.Length / width;
        var length = count * program.Output.Length;
        var right = length <= OnTheStack ? stackalloc byte[length] : new byte[length];
        program.RunAll(MemoryMarshal.AsBytes(rows), right, count);
        return !right.Contains((byte)0);
    }

    public void Free()
    {
        _isRight.Release();
        _subject.Release();
    }

    // The message describes the first fault, and then the number of other faults.
    private static string OtherFaults(TensorData right, TensorData subject, int first, RowsBefore before)
    {
        var flags = right.AsSpan<bool>();
        var (count, places) = (0L, new List<string>());
        for (var at = first + 1; at < flags.Length; at++)
        {
            if (flags[at]) continue;
            if (places.Count < MostOthers) places.Add($"{Text(subject, at)} in {Place(right.Shape, at, before)}");
            count++;
        }
        return count == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
            $" There are {count} more, the first of them {string.Join("; ", places)}.");
    }

    private static string Place(Shape shape, int at, RowsBefore before)
    {
        var index = new long[shape.Rank];
        for (var axis = shape.Rank - 1; axis >= 0; at /= (int)shape[axis].Size, axis--) index[axis] = at % shape[axis].Size;
        return index.Length switch
        {
            0 => "the value",
            1 => before.Place(index[0]),
            2 => string.Create(CultureInfo.InvariantCulture, $"{before.Place(index[0])}, position {index[1]}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{before.Place(index[0])}, position [{string.Join(", ", index[1..])}]"),
        };
    }

    private static string Text(TensorData subject, int at) => subject.Type switch
    {
        DType.String => $"'{subject.ToArray<string>()[at]}'",
        DType.Float64 => subject.AsSpan<double>()[at].ToString(CultureInfo.InvariantCulture),
        DType.UInt64 => subject.AsSpan<ulong>()[at].ToString(CultureInfo.InvariantCulture),
        _ when subject.Type.IsFloat() => Casting.Cast(subject, DType.Float32).AsSpan<float>()[at].ToString(CultureInfo.InvariantCulture),
        _ => Casting.Cast(subject, DType.Int64).AsSpan<long>()[at].ToString(CultureInfo.InvariantCulture),
    };
}
