namespace Layers;

/// <summary>The layout of a diagram: the places of boxes and the paths of arrows.</summary>
/// <remarks>The layered layout of Sugiyama, Tagawa and Toda (1981). Boxes are in ranks, each below the boxes that lead to it. An arrow has
/// a place in each rank that it passes. Within a rank, boxes are ordered by the mean position of their neighbours, so that few arrows
/// cross. Each box is as near to its neighbours as the order allows.</remarks>
internal sealed class DiagramLayout
{
    // An odd number, so that the last sweep goes down and the order of the inputs has the most influence.
    private const int Sweeps = 9;

    // The number of passes that move places toward their neighbours: enough to make most arrows straight.
    private const int Pulls = 60;

    // The width of a page, in pixels.
    private const double MostWidth = 1080;

    private const double BoxHeight = 44, BoldLetter = 7.6, Letter = 6.4, Space = 26, Gap = 18, Bend = 50, Down = 44, Straight = 20;

    private readonly List<LayoutPlace> _places = [];
    private readonly List<List<LayoutPlace>> _ranks = [];

    private DiagramLayout(Diagram diagram, bool isAcross)
    {
        IsAcross = isAcross;
        Rank(diagram);
        foreach (var place in _places) Size(place);
        Order();
        Spread();
        Stack(diagram);
    }

    /// <summary>Returns a layout from top to bottom if it fits on a page, else from left to right.</summary>
    public static DiagramLayout Of(Diagram diagram) =>
        new DiagramLayout(diagram, isAcross: false) is { Width: <= MostWidth } down ? down : new DiagramLayout(diagram, isAcross: true);

    /// <summary>Whether the layout goes from left to right.</summary>
    public bool IsAcross { get; }

    /// <summary>The width of the diagram, in pixels.</summary>
    public double Width { get; private set; }

    /// <summary>The height of the diagram, in pixels.</summary>
    public double Height { get; private set; }

    /// <summary>The place of each box.</summary>
    public IReadOnlyList<LayoutPlace> Boxes { get; private set; } = [];

    /// <summary>The places on the path of each arrow, from box to box.</summary>
    public IReadOnlyList<IReadOnlyList<LayoutPlace>> Routes { get; private set; } = [];

    private void Rank(Diagram diagram)
    {
        var ranks = new int[diagram.Nodes.Count];
        foreach (var edge in diagram.Edges) ranks[edge.To] = Math.Max(ranks[edge.To], ranks[edge.From] + 1);
        Boxes = [.. diagram.Nodes.Select((node, i) => Add(ranks[i], node))];
        Routes = [.. diagram.Edges.Select(Route)];

        List<LayoutPlace> Route(DiagramEdge edge)
        {
            List<LayoutPlace> route = [Boxes[edge.From]];
            for (var rank = ranks[edge.From] + 1; rank < ranks[edge.To]; rank++) route.Add(Add(rank, null));
            route.Add(Boxes[edge.To]);
            for (var i = 1; i < route.Count; i++)
            {
                route[i - 1].After.Add(route[i]);
                route[i].Before.Add(route[i - 1]);
            }
            return route;
        }
    }

    private LayoutPlace Add(int rank, DiagramNode? node)
    {
        while (_ranks.Count <= rank) _ranks.Add([]);
        var place = new LayoutPlace(node) { Rank = rank };
        _ranks[rank].Add(place);
        _places.Add(place);
        return place;
    }

    private static void Size(LayoutPlace place)
    {
        if (place.Node is not { } node) return;
        var title = Figures.Name(node.Title, DiagramSvg.MostLetters).Length * BoldLetter;
        var width = Math.Max(title, Figures.Name(node.Subtitle, DiagramSvg.MostLetters).Length * Letter);
        (place.Width, place.Height) = (Math.Max(96, width + Space), BoxHeight);
    }

    // Sweeps go down and up. A rank is ordered by the mean positions of the neighbours in the rank that the sweep visited before.
    private void Order()
    {
        foreach (var rank in _ranks) Number(rank);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var isDown = sweep % 2 == 0;
            foreach (var rank in isDown ? _ranks : Enumerable.Reverse(_ranks).ToList())
            {
                var means = rank.ToDictionary(place => place, place =>
                    Mean(isDown ? place.Before : place.After, other => other.Index) ?? place.Index);
                // A stable order keeps ties in the order of the model.
                var sorted = rank.OrderBy(place => means[place]).ToList();
                rank.Clear();
                rank.AddRange(sorted);
                Number(rank);
            }
        }
    }

    private static void Number(List<LayoutPlace> rank)
    {
        for (var i = 0; i < rank.Count; i++) rank[i].Index = i;
    }

    private void Spread()
    {
        foreach (var rank in _ranks)
            for (var (i, at) = (0, 0.0); i < rank.Count; at += Across(rank[i]) + Gap, i++) rank[i].Center = at + Across(rank[i]) / 2;
        for (var sweep = 0; sweep < Pulls; sweep++)
            foreach (var rank in sweep % 2 == 0 ? _ranks : Enumerable.Reverse(_ranks).ToList())
                Place(rank, [.. rank.Select(place => Mean([.. place.Before, .. place.After], other => other.Center) ?? place.Center)]);
        var least = _places.Min(place => place.Center - Across(place) / 2);
        foreach (var place in _places) place.Center += Gap - least;
    }

    // Places are moved as near to their wanted places as order and sizes allow, by least squares: neighbours that overlap become a block,
    // which is placed at the mean of their wanted places.
    private void Place(List<LayoutPlace> rank, double[] wanted)
    {
        var offsets = new double[rank.Count];
        for (var i = 1; i < rank.Count; i++) offsets[i] = offsets[i - 1] + (Across(rank[i - 1]) + Across(rank[i])) / 2 + Gap;
        var blocks = new List<(double Sum, int Count)>();
        for (var i = 0; i < rank.Count; i++)
        {
            blocks.Add((wanted[i] - offsets[i], 1));
            while (blocks is [.., var before, var last] && before.Sum / before.Count >= last.Sum / last.Count)
            {
                blocks.RemoveRange(blocks.Count - 2, 2);
                blocks.Add((before.Sum + last.Sum, before.Count + last.Count));
            }
        }
        var at = 0;
        foreach (var (sum, count) in blocks)
            for (var end = at + count; at < end; at++) rank[at].Center = sum / count + offsets[at];
    }

    // Ranks follow each other, with room for the shapes between them.
    private void Stack(Diagram diagram)
    {
        var labels = diagram.Edges.GroupBy(edge => Boxes[edge.From].Rank).ToDictionary(group => group.Key, group => group.Max(LabelWidth));
        var along = Gap;
        for (var rank = 0; rank < _ranks.Count; rank++)
        {
            var size = _ranks[rank].Max(place => IsAcross ? place.Width : place.Height);
            // An arrow is straight beside its shape, and bends after it.
            var straight = IsAcross ? labels.GetValueOrDefault(rank) + 8 : Straight;
            foreach (var place in _ranks[rank])
            {
                (place.X, place.Y) = IsAcross ? (along + place.Width / 2, place.Center) : (place.Center, along + place.Height / 2);
                (place.RankBegin, place.RankEnd) = (along, along + size + (rank == _ranks.Count - 1 ? 0 : straight));
            }
            along += size + (rank == _ranks.Count - 1 ? 0 : IsAcross ? straight + Bend : Down);
        }
        var across = _places.Max(place => place.Center + Across(place) / 2) + Gap;
        // The shapes beside the arrows need room as well.
        var beside = IsAcross ? 0 : diagram.Edges.Select(edge => Boxes[edge.From].X + 10 + LabelWidth(edge)).DefaultIfEmpty().Max();
        (Width, Height) = IsAcross ? (along + Gap, across) : (Math.Max(across, beside), along + Gap);
    }

    private static double LabelWidth(DiagramEdge edge) => Figures.Name(edge.Shape, DiagramSvg.MostLetters).Length * Letter;

    private double Across(LayoutPlace place) => IsAcross ? place.Height : place.Width;

    private static double? Mean(IReadOnlyList<LayoutPlace> places, Func<LayoutPlace, double> of) =>
        places.Count == 0 ? null : places.Average(of);
}
