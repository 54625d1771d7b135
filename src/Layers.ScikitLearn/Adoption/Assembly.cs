namespace Layers.ScikitLearn;

/// <summary>Builds the model of a wiring.</summary>
internal sealed class Assembly(Wiring wiring, Model model)
{
    private readonly Dictionary<string, Input> _inputs = new(StringComparer.Ordinal);
    private readonly List<Input> _order = [];
    private readonly Dictionary<Part, IReadOnlyList<ColumnOf>> _results = [];

    // Names that inputs must not have: those of the layers.
    private readonly SafeName _safe = new([model.Name, .. wiring.Links.Keys.Where(part => part.Fitted is FittedLayer)
        .Select(part => part.Name)]);

    public Functional Build()
    {
        var fed = wiring.Feeds.Select((feed, i) => feed is null ? Kept(model.Inputs[i]) : Fitting(Joined(feed), model.Inputs[i].Shape))
            .ToArray();
        var answer = model.ApplyAll(fed);
        if (wiring.Target is { } target) answer = [Columns.Join(target.Part.Fitted.Invert(Columns.Of(answer[0]), target.Places, null),
            null)];
        // Without this, a single input would be read as a matrix of one feature without a name.
        if (_order is [var only] && _inputs.Count == 1) only.Column ??= only.Name;
        var whole = new Functional(_order, [.. answer], model.Name);
        if (wiring.Classes is { } classes) whole.SetClasses(classes);
        whole.MadeFrom = wiring.Files;
        return whole;
    }

    private KerasTensor Joined(IReadOnlyList<Source> feed) => Columns.Join([.. feed.Select(Column)], null);

    private ColumnOf Column(Source source) => source.Part is { } part ? ResultsOf(part)[source.Place]
        : new ColumnOf(InputOf(source.Column!), 0);

    private IReadOnlyList<ColumnOf> ResultsOf(Part part)
    {
        if (_results.TryGetValue(part, out var known)) return known;
        IReadOnlyList<ColumnOf> columns;
        if (wiring.Links.TryGetValue(part, out var sources) && part.Fitted.IsColumnwise)
        {
            var places = wiring.Needed(part);
            var some = part.Fitted.Apply([.. places.Select(place => Column(sources[place]))], places, null);
            // The places of columns that nothing takes stay empty.
            return _results[part] = [.. Enumerable.Range(0, part.Fitted.Width).Select(place =>
                places.ToList().IndexOf(place) is >= 0 and var index ? some[index] : default)];
        }
        if (sources is not null)
        {
            var taken = part.Fitted.Taken.ToHashSet();
            columns = [.. sources.Select((source, place) => taken.Contains(place) ? Column(source) : default)];
        }
        else
        {
            columns = Columns.Of(Matrix(part));
        }
        return _results[part] = part.Fitted.Apply(columns, null);
    }

    // Columns without names belong to one input, which keeps its name in the model.
    private KerasTensor Matrix(Part part)
    {
        var input = new Input(ShapeOf(part.Fitted.Width), TypeOf(part.Fitted.TypeOf(part.Fitted.Taken[0])),
            _safe.Free(model.Inputs[0].Name));
        _order.Add(input);
        return input;
    }

    private KerasTensor InputOf(string column)
    {
        if (_inputs.TryGetValue(column, out var known)) return known;
        var input = _safe.InputOf(column, _inputs.Count, ShapeOf(1), TypeOfColumn(column));
        _inputs.Add(column, input);
        _order.Add(input);
        return input;
    }

    private KerasTensor Kept(Input input)
    {
        var kept = _safe.InputOf(input.Name, 0, input.Shape[1..], input.Type);
        _order.Add(kept);
        return kept;
    }

    private Shape ShapeOf(int columns) => wiring.Steps is { } steps ? [steps, columns] : [columns];

    // A column that goes into both an integer encoder and a scaler is read as an integer.
    private DType TypeOfColumn(string column)
    {
        ColumnType[] types = [.. wiring.Links.SelectMany(link => wiring.PlacesOf(link.Key).Where(place =>
            link.Value[place].Column == column).Select(place => link.Key.Fitted.TypeOf(place)))];
        // A column that goes directly into the model has the model's own type; scikit-learn computes in float64.
        return types.Length > 0 ? TypeOf(types.OrderBy(type => type == ColumnType.Number).First())
            : model.Inputs[wiring.Feeds.Index().First(feed => feed.Item?.Contains(Source.Raw(column)) == true).Index].Type;
    }

    private static DType TypeOf(ColumnType type) => type switch
    {
        ColumnType.Text => DType.String,
        ColumnType.Integer => DType.Int64,
        ColumnType.Boolean => DType.Bool,
        _ => DType.Float64,
    };

    private static KerasTensor Fitting(KerasTensor x, Shape shape)
    {
        var (mine, its) = (x.Shape[1..], shape[1..]);
        if (mine.Count == its.Count && mine.Zip(its).All(pair => !pair.Second.IsKnown || pair.First == pair.Second)) return x;
        return new Reshape([.. its.Select(size => size.Size)]).Apply(x);
    }
}
