namespace Layers.ScikitLearn;

/// <summary>Connects results to columns with equal names.</summary>
internal sealed class Connections
{
    private readonly IReadOnlyList<Part> _parts;
    private readonly Questions _questions;
    private readonly Dictionary<Part, IReadOnlyList<Socket>?> _sockets = [];
    private readonly Dictionary<Part, IReadOnlyList<string>?> _outputs = [];
    private readonly HashSet<Part> _open = [];
    private readonly Dictionary<Part, IReadOnlyList<Source>> _links = [];

    public Connections(IReadOnlyList<Part> parts, Questions questions)
    {
        (_parts, _questions) = (parts, questions);
        foreach (var part in parts) OutputsOf(part);
        foreach (var part in parts)
        {
            if (SocketsOf(part) is not { } sockets) continue;
            var links = _links[part] = [.. sockets.Select((socket, place) => SourceOf(part, place, socket))];
            if (Repeated([.. part.Fitted.Taken.Select(place => links[place])]) is { } twice) _questions.TwiceIn(part.Name, NameOf(twice));
        }
        if (!_questions.Any) RefuseCircles();
    }

    /// <summary>The parts.</summary>
    public IReadOnlyList<Part> Parts => _parts;

    /// <summary>The source of each column that a part takes; parts whose columns have no names are left out.</summary>
    public IReadOnlyDictionary<Part, IReadOnlyList<Source>> Links => _links;

    /// <summary>Returns the columns that a part takes; null if they have no names.</summary>
    public IReadOnlyList<Socket>? SocketsOf(Part part)
    {
        if (_sockets.TryGetValue(part, out var known)) return known;
        if (!_open.Add(part))
        {
            _questions.Circle(part);
            return null;
        }
        var sockets = Sockets(part);
        _open.Remove(part);
        return _sockets[part] = sockets;
    }

    /// <summary>Returns the names of a part's results; null if they have none.</summary>
    public IReadOnlyList<string>? OutputsOf(Part part)
    {
        if (_outputs.TryGetValue(part, out var known)) return known;
        var outputs = part.Outputs;
        if (outputs is null && SocketsOf(part) is { } sockets && sockets.All(socket => socket.Name is not null))
        {
            string[] names = [.. sockets.Select(socket => socket.Name!)];
            outputs = part.Fitted.Classes is not null && part.Fitted.OutputWidth == 1 ? names : part.Fitted.OutputNames(names);
        }
        if (outputs is not null && outputs.Count != part.Fitted.OutputWidth)
        {
            _questions.OutputCount(part, outputs.Count);
            outputs = null;
        }
        return _outputs[part] = outputs;
    }

    /// <summary>Returns the results of a part that another part takes.</summary>
    public IReadOnlySet<int> TakenFrom(Part part) =>
        _links.SelectMany(link => link.Key.Fitted.Taken.Select(place => link.Value[place])).Where(source => source.Part == part)
            .Select(source => source.Place).ToHashSet();

    /// <summary>Returns whether a part gives a column with this name.</summary>
    public bool IsGiven(string name) => _parts.Any(part => OutputsOf(part)?.Contains(name) == true);

    /// <summary>Returns whether a part takes a column with this name from the data.</summary>
    public bool IsRaw(string name) => _links.Any(link => link.Key.Fitted.Taken.Any(place => link.Value[place].Column == name));

    /// <summary>Returns whether a name that belongs to no part is that of a file, by its extension.</summary>
    public bool IsFileName(string name) => BesideModel.IsPickleName(name)
        || (Path.GetExtension(name) is { Length: > 1 } ending
            && _parts.Any(part => part.File is not null && Path.GetExtension(part.Name) == ending));

    /// <summary>Returns the first column that occurs twice; null for none.</summary>
    public Source? Repeated(IReadOnlyList<Source> sources) =>
        sources.GroupBy(source => source).FirstOrDefault(same => same.Skip(1).Any()) is { } found ? found.Key : null;

    /// <summary>Returns the name of a column, for messages.</summary>
    public string NameOf(Source source) => source.Part is { } part
        ? OutputsOf(part)?[source.Place] ?? $"column {source.Place} of {part.Name}" : source.Column!;

    /// <summary>Returns the source of a column before the model: the last part that gives it, or the data.</summary>
    public Source? Find(string name, string model)
    {
        var givers = Last([.. _parts.Where(part => OutputsOf(part)?.Contains(name) == true)], name);
        if (givers.Count > 1) _questions.SeveralGive(name, givers, model);
        return givers.Count switch { 0 => Source.Raw(name), 1 => Source.Of(givers[0], PlaceOf(givers[0], name)), _ => null };
    }

    private IReadOnlyList<Socket>? Sockets(Part part)
    {
        if (part.Columns is null) return part.Fitted.Names is { } names ? [.. names.Select(name => new Socket(name, null))] : null;
        var given = new List<Socket>();
        foreach (var column in part.Columns)
        {
            if (_parts.FirstOrDefault(other => other.Name == column && other != part) is not { } other)
            {
                if (IsFileName(column)) _questions.NotUsed(part.Name, column, [.. _parts.Where(one => one != part)]);
                given.Add(new Socket(column, null));
                continue;
            }
            var outputs = OutputsOf(other);
            for (var place = 0; place < other.Fitted.OutputWidth; place++) given.Add(new Socket(outputs?[place], Source.Of(other, place)));
        }
        if (part.Fitted.Names is { } known) return ByName(part, known, given);
        var fromFiles = given.Where(socket => socket.Given is not null).Select(socket => socket.Name).OfType<string>().ToHashSet();
        if (given.FirstOrDefault(socket => socket.Given is null && fromFiles.Contains(socket.Name!)).Name is { } twice)
            _questions.TwiceIn(part.Name, twice);
        if (given.Count == part.Fitted.Width) return given;
        _questions.ColumnCount(part, given);
        return null;
    }

    // A part that knows its names takes the given columns by these names, in any order.
    private IReadOnlyList<Socket>? ByName(Part part, IReadOnlyList<string> names, List<Socket> given)
    {
        if (given.FirstOrDefault(socket => socket.Given is null).Name is { } column)
        {
            _questions.NamesAreKnown(part, names, column);
            return null;
        }
        return [.. names.Select(name => given.FirstOrDefault(socket => socket.Name == name) is { Given: not null } found ? found
            : new Socket(name, null))];
    }

    private Source SourceOf(Part part, int place, Socket socket)
    {
        if (socket.Given is { } given) return given;
        if (socket.Name is not { } name || !part.Fitted.Taken.Contains(place)) return Source.Raw(socket.Name ?? "");
        var givers = Givers(part, name);
        if (givers.FirstOrDefault(giver => Givers(giver, name).Contains(part)) is { } mutual)
        {
            _questions.WhichFirst(part, mutual, name);
            return Source.Raw(name);
        }
        givers = Last(givers, name);
        if (givers.Count > 1) _questions.SeveralGive(name, givers, part.Name);
        return givers.Count == 1 ? Source.Of(givers[0], PlaceOf(givers[0], name)) : Source.Raw(name);
    }

    // Returns the parts with a result of this name, if the taker takes a column of this name and type.
    private List<Part> Givers(Part taker, string name)
    {
        if (SocketsOf(taker) is not { } sockets) return [];
        var place = sockets.ToList().FindIndex(socket => socket.Name == name);
        if (place < 0 || sockets[place].Given is not null || !taker.Fitted.Taken.Contains(place)) return [];
        return [.. _parts.Where(part => part != taker && OutputsOf(part)?.Contains(name) == true && !IsBehind(part, taker)
            && Fits(part, PlaceOf(part, name), taker, place))];
    }

    private static bool Fits(Part giver, int output, Part taker, int place) =>
        giver.Fitted.OutputTypeOf(output) == ColumnType.Text == (taker.Fitted.TypeOf(place) == ColumnType.Text);

    // Returns those of the given parts whose result is not taken by another of the parts.
    private List<Part> Last(List<Part> givers, string name) =>
        givers.Count < 2 ? givers : [.. givers.Where(giver => !givers.Any(other => other != giver && (Givers(other, name).Contains(giver)
            || IsBehind(other, giver))))];

    // Returns whether the user connected a part to results of another part, directly or through parts between them.
    private bool IsBehind(Part part, Part first)
    {
        var (seen, next) = (new HashSet<Part>(), new Stack<Part>([part]));
        while (next.TryPop(out var one))
        {
            foreach (var before in SocketsOf(one)?.Select(socket => socket.Given?.Part).OfType<Part>() ?? [])
            {
                if (before == first) return true;
                if (seen.Add(before)) next.Push(before);
            }
        }
        return false;
    }

    private int PlaceOf(Part part, string name) => OutputsOf(part)!.ToList().IndexOf(name);

    private void RefuseCircles()
    {
        var (done, path) = (new HashSet<Part>(), new HashSet<Part>());
        foreach (var part in _parts) Visit(part);

        void Visit(Part part)
        {
            if (done.Contains(part)) return;
            if (!path.Add(part))
            {
                _questions.Circle(part);
                return;
            }
            foreach (var before in _links.GetValueOrDefault(part)?.Select(source => source.Part).OfType<Part>().Distinct()
                ?? []) Visit(before);
            path.Remove(part);
            done.Add(part);
        }
    }
}
