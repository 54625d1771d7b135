using System.Globalization;
using System.Numerics;

namespace Layers.ScikitLearn;

/// <summary>The fields of a fitted object, read as their expected types. A field that is missing or of another type throws an exception
/// that names the class, the field and the release.</summary>
internal sealed class FittedFields(PickledObject value, string file, FittedBudget budget)
{
    /// <summary>The budget of the file.</summary>
    public FittedBudget Budget => budget;

    public string ClassName => value.Type.Name;

    public PickledName Type => value.Type;

    /// <summary>The file of the object, for errors.</summary>
    public string File => file;

    /// <summary>The release of scikit-learn that wrote the object; null if the file does not say.</summary>
    public string? Release => value.TryGet("_sklearn_version", out var version) ? version as string : null;

    /// <summary>Returns whether a release of scikit-learn before the given one wrote the object.</summary>
    public bool IsBefore(int major, int minor)
    {
        var parts = (Release ?? "").Split('.');
        return parts.Length >= 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            && (first, second).CompareTo((major, minor)) < 0;
    }

    /// <summary>The names of the columns of the fit; null if there are none, and before release 1.0.</summary>
    public IReadOnlyList<string>? Names => Optional("feature_names_in_") is { } names ? Texts("feature_names_in_", names) : null;

    public bool Has(string field) => Optional(field) is not null;

    /// <summary>Returns a field; null if it is missing or None.</summary>
    public object? Optional(string field) => value.TryGet(field, out var found) ? found : null;

    /// <summary>Returns a field that every release has.</summary>
    public object Required(string field) => Optional(field) ?? throw Missing(field);

    /// <summary>Returns whether a field exists, even if it is None.</summary>
    public bool Says(string field) => value.TryGet(field, out _);

    public bool Flag(string field, bool otherwise) => Optional(field) switch
    {
        null => otherwise,
        bool flag => flag,
        long number => number != 0,
        var other => throw Throw.WrongField(this, field, "True or False", other),
    };

    public string Text(string field, string otherwise) => Optional(field) switch
    {
        null => otherwise,
        string text => text,
        var other => throw Throw.WrongField(this, field, "a text", other),
    };

    public double Number(string field, double otherwise) => Optional(field) is { } found ? NumberOf(field, found) : otherwise;

    public int Whole(string field, object? found) => found switch
    {
        long number when number is >= int.MinValue and <= int.MaxValue => (int)number,
        bool flag => flag ? 1 : 0,
        _ => throw Throw.WrongField(this, field, "an integer", found),
    };

    public double[] Numbers(string field) => Numbers(field, Required(field));

    public double[] Numbers(string field, object found) => found switch
    {
        NumpyArray { Values: double[] numbers } => numbers,
        NumpyArray { Values: long[] integers } => Array.ConvertAll(integers, integer => (double)integer),
        NumpyArray { Values: bool[] flags } => Array.ConvertAll(flags, flag => flag ? 1.0 : 0),
        NumpyArray { Values: object?[] objects } => Array.ConvertAll(objects, one => NumberOf(field, one)),
        IReadOnlyList<object?> list => [.. list.Select(one => NumberOf(field, one))],
        _ => throw Throw.WrongField(this, field, "numbers", found),
    };

    /// <summary>Returns a field with one number for each column.</summary>
    public double[] Numbers(string field, int width)
    {
        var numbers = Numbers(field);
        return numbers.Length == width ? numbers : throw Throw.FieldOfOtherWidth(this, field, width, numbers.Length);
    }

    public IReadOnlyList<object?> List(string field) => List(field, Required(field));

    public IReadOnlyList<object?> List(string field, object? found) => found switch
    {
        IReadOnlyList<object?> list => list,
        NumpyArray array => [.. array.Values.Cast<object?>()],
        _ => throw Throw.WrongField(this, field, "a list", found),
    };

    public int[] Places(string field, object? found) => [.. List(field, found).Select(one => Whole(field, one))];

    public IReadOnlyList<string> Texts(string field, object? found) =>
        [.. List(field, found).Select(one => one as string ?? throw Throw.WrongField(this, field, "texts", one))];

    public FittedFields Object(string field, object? found) => found is PickledObject inner
        ? new(inner, file, budget.Below(file)) : throw Throw.WrongField(this, field, "an object of scikit-learn", found);

    /// <summary>Returns the number of columns of the fit. Releases before 0.24 have no field for it, so the length of a learned field is
    /// used.</summary>
    /// <param name="learned">Fields with one value for each column; the first one that exists is used.</param>
    public int Width(params string[] learned)
    {
        if (Optional("n_features_in_") is { } given) return Whole("n_features_in_", given);
        foreach (var field in learned)
            if (Optional(field) is { } found) return List(field, found).Count;
        throw Missing(learned.Length == 0 ? "n_features_in_" : learned[0]);
    }

    /// <summary>Returns the exception for a missing field: the object was never fitted, or its release does not have the field.</summary>
    public Exception Missing(string field) => IsFitted ? Throw.MissingField(this, field) : Throw.NeverFitted(this, field);

    // Only fields that fit learns have names that end in an underscore.
    private bool IsFitted => !Type.Module.StartsWith("sklearn", StringComparison.Ordinal)
        || value.Fields.Keys.Any(key => key.EndsWith('_') && !key.StartsWith("__", StringComparison.Ordinal));

    private double NumberOf(string field, object? found) => found switch
    {
        double number => number,
        long number => number,
        bool flag => flag ? 1 : 0,
        BigInteger number => (double)number,
        null => double.NaN,
        _ => throw Throw.WrongField(this, field, "a number", found),
    };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{file}: {ClassName}{(Release is { } release ? $" of scikit-learn {release}" : "")}");
}
