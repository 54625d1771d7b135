using System.Diagnostics.CodeAnalysis;

namespace Layers.ScikitLearn;

/// <summary>TargetEncoder, as <see cref="TargetEncoding"/>, with the numbers of transform. The numbers of fit_transform leave out a row's
/// own fold, and are only for training.</summary>
internal sealed class FittedTargetEncoder : FittedEncoder
{
    private readonly double[] _mean;
    private readonly double[][] _encodings;
    private readonly IReadOnlyList<string>? _classes;

    [SetsRequiredMembers]
    public FittedTargetEncoder(FittedFields fields)
        : base(fields)
    {
        var mean = fields.Required("target_mean_");
        _mean = mean is double or long ? [fields.Number("target_mean_", 0)] : fields.Numbers("target_mean_", mean);
        _classes = fields.Text("target_type_", "continuous") == "multiclass" ? [.. fields.List("classes_").Select(PythonText.Of)] : null;
        if (_mean.Length != (_classes?.Count ?? 1))
            throw Throw.FieldOfOtherWidth(fields, "target_mean_", _classes?.Count ?? 1, _mean.Length);
        _encodings = [.. fields.List("encodings_").Select(column =>
            fields.Numbers("encodings_", column ?? throw Throw.WrongField(fields, "encodings_", "numbers", column)))];
        if (_encodings.Length != Width * _mean.Length)
            throw Throw.FieldOfOtherWidth(fields, "encodings_", Width * _mean.Length, _encodings.Length);
        for (var i = 0; i < _encodings.Length; i++)
            if (_encodings[i].Length != Categories[i / _mean.Length].List.Count)
                throw Throw.FieldOfOtherWidth(fields, "encodings_", Categories[i / _mean.Length].List.Count, _encodings[i].Length);
    }

    public override IReadOnlyList<string> OutputNames(IReadOnlyList<string> names) => _classes is null
        ? names : [.. names.SelectMany(name => _classes.Select(one => $"{name}_{one}"))];

    protected override int WidthOf(int column) => _mean.Length;

    protected override Layer LayerFor(int[] places, DTypePolicy? dtype)
    {
        double[][] encodings = [.. places.SelectMany(place => _encodings[(place * _mean.Length)..((place + 1) * _mean.Length)])];
        return Categories[places[0]].List.AreTexts
            ? new TargetEncoding([.. places.Select(place => Categories[place].List.Texts)], encodings, _mean, _classes, dtype: dtype)
            : new TargetEncoding([.. places.Select(place => Categories[place].List.Integers)], encodings, _mean, _classes, dtype: dtype);
    }
}
