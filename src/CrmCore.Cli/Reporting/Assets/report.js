(() => {
  'use strict';
  const root = document.documentElement;
  const data = JSON.parse(document.getElementById('report-data').textContent);
  const plots = new Map();
  const darkMedia = matchMedia('(prefers-color-scheme: dark)');
  let printing = false;

  const group = (value, digits) => value.toLocaleString('en-US', { maximumFractionDigits: digits });
  const short = (value, sign = '') => {
    const size = Math.abs(value);
    const unit = data.units.find(candidate => size >= candidate.size * 0.9995) ?? { size: 1, suffix: '' };
    const scaled = size / unit.size;
    const digits = unit.size === 1 || scaled >= 99.95 ? 0 : scaled >= 9.995 ? 1 : 2;
    return (value < 0 ? '-' : '') + sign + group(scaled, digits) + unit.suffix;
  };
  const exact = {
    money: value => (value < 0 ? '-' : '') + data.moneySign + group(Math.abs(value), 0),
    count: value => group(value, 0),
    percent: value => group(value * 100, 1) + '%',
    days: value => group(value, 0) + data.daySuffix,
  };
  const onAxis = { ...exact, money: value => short(value, data.moneySign), count: value => short(value) };

  // getComputedStyle resolves light-dark() for a real property only, not for a custom one.
  const probe = document.body.appendChild(document.createElement('i'));
  probe.hidden = true;
  const color = name => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const ruler = document.createElement('canvas').getContext('2d');
  const font = getComputedStyle(document.body).fontFamily;
  const width = text => {
    ruler.font = '12px ' + font;
    return ruler.measureText(text).width;
  };

  const isFlat = chart => chart.kind !== 'columns';
  const lineSymbols = ['circle', 'rect', 'triangle', 'diamond'];
  const symbolOf = { point: 'diamond', target: 'rect' };

  function seriesOf(chart, series, room) {
    const flat = isFlat(chart);
    const text = {
      show: Boolean(series.labels), color: color('ink'), fontFamily: font, fontSize: 12,
      position: chart.kind === 'funnel' ? 'inside' : flat ? 'right' : 'top',
      formatter: point => series.labels[point.dataIndex],
    };
    const common = {
      name: series.name, data: series.values, itemStyle: { color: color('chart-' + series.color) },
      label: text, z: series.mark === 'bar' ? 2 : 4, cursor: 'default',
    };
    if (series.mark === 'bar') {
      const last = series.stack && chart.series.filter(other => other.stack === series.stack).at(-1);
      const round = !series.stack || last === series ? 3 : 0;
      return {
        ...common, type: 'bar', stack: series.stack, barMaxWidth: flat ? 26 : 56, barGap: '15%',
        itemStyle: { ...common.itemStyle, borderRadius: flat ? [0, round, round, 0] : [round, round, 0, 0] },
      };
    }
    if (series.mark === 'line') {
      const nth = chart.series.filter(other => other.mark === 'line').indexOf(series);
      return { ...common, type: 'line', symbol: lineSymbols[nth % 4], symbolSize: 7, lineStyle: { width: 2.5, type: ['solid', 'dashed', 'dotted'][nth % 3] } };
    }
    const dash = Math.max(14, Math.min(flat ? 24 : 60, room / chart.categories.length * 0.62));
    const size = series.mark === 'point' ? 12 : flat ? [4, dash] : [dash, 4];
    return {
      ...common, type: 'scatter', symbol: symbolOf[series.mark], symbolSize: size,
      itemStyle: { ...common.itemStyle, opacity: 1, borderColor: color('surface'), borderWidth: series.mark === 'point' ? 1.5 : 0.5 },
    };
  }

  // Patterns tell stacked or neighbouring bars apart where colour may not: on paper, and for who asks for contrast.
  const stripe = (rotation, gap) => ({ color: 'rgb(255 255 255 / 55%)', dashArrayX: [1, 0], dashArrayY: [1.5, gap], rotation });
  const decals = [{ symbol: 'none' }, stripe(Math.PI / 4, 6), stripe(-Math.PI / 4, 6), stripe(0, 6), { symbol: 'none' }, { symbol: 'none' }];
  const patterned = chart => chart.kind !== 'funnel' && chart.series.length > 1 && (printing || matchMedia('(prefers-contrast: more)').matches);

  // A funnel is a bar that an unseen one of half the rest pushes to the middle.
  function funnelSeries(chart) {
    const [series] = chart.series;
    const largest = Math.max(...series.values, 1);
    const narrow = value => value / largest < 0.35;
    const bar = seriesOf(chart, series, 0);
    return [
      { type: 'bar', stack: 'funnel', silent: true, itemStyle: { color: 'transparent' }, data: series.values.map(value => (largest - value) / 2) },
      {
        ...bar, stack: 'funnel', barMaxWidth: 40, itemStyle: { ...bar.itemStyle, borderRadius: 4 },
        data: series.values.map(value => ({ value, label: narrow(value) ? { position: 'right' } : { color: '#fff' } })),
      },
    ];
  }

  function tooltip(chart, points) {
    const box = document.createElement('div');
    box.className = 'tip';
    box.appendChild(document.createElement('b')).textContent = chart.categories[points[0].dataIndex];
    for (const series of chart.series) {
      const index = points[0].dataIndex;
      if (series.values[index] == null) continue;
      const row = box.appendChild(document.createElement('p'));
      row.appendChild(document.createElement('span')).textContent = series.name;
      row.appendChild(document.createElement('span')).textContent = series.labels?.[index] ?? exact[chart.unit](series.values[index]);
    }
    return box;
  }

  // How much of the width the names of flat bars need; the rest is broken into lines.
  const nameRoom = (chart, total) => Math.ceil(Math.min(total * 0.36, 190, Math.max(...chart.categories.map(width), 40) + 2));

  // A word may not be broken, except between Chinese characters.
  const longestWord = chart => Math.max(...chart.categories.flatMap(name => name.split(/\s|(?<=[\u3000-\u9fff])/)).map(width));

  const legendLines = (chart, total) => {
    let lines = 1;
    let used = 0;
    for (const series of chart.series) {
      const need = width(series.name) + 48;
      if (used > 0 && used + need > total) {
        lines++;
        used = 0;
      }
      used += need;
    }
    return chart.series.length > 1 ? lines : 0;
  };

  function optionOf(chart, total) {
    const flat = isFlat(chart);
    const funnel = chart.kind === 'funnel';
    const legend = legendLines(chart, total) * 24;
    const nameStyle = { color: color('quiet'), fontFamily: font, fontSize: 12 };
    const axisLabel = { ...nameStyle, color: color('quiet') };
    const names = nameRoom(chart, total);
    const labelRoom = flat && !funnel ? Math.max(0, ...chart.series.flatMap(series => (series.labels ?? []).map(width))) : 0;
    const slot = (total - 72) / chart.categories.length - 6;
    const slanted = !flat && longestWord(chart) > slot;
    const nameHeight = slanted
      ? Math.min(110, 12 + Math.max(...chart.categories.map(width)) * 0.65)
      : 16 * Math.max(1, ...chart.categories.map(name => Math.ceil(width(name) * 1.1 / slot)));
    const categories = {
      type: 'category', data: chart.categories, inverse: flat, axisTick: { show: false }, axisLine: { show: !funnel, lineStyle: { color: color('line') } },
      axisLabel: { ...axisLabel, color: color('ink'), interval: slanted ? 'auto' : 0, lineHeight: 15, ...(slanted ? { rotate: 40, width: 150, overflow: 'truncate' } : { width: flat ? names : slot, overflow: 'break' }) },
      name: flat ? undefined : chart.categoryAxis, nameLocation: 'middle', nameMoveOverlap: false, nameGap: 14 + nameHeight, nameTextStyle: nameStyle,
    };
    const values = {
      type: 'value', show: !funnel, max: funnel ? Math.max(...chart.series[0].values, 1) : undefined, name: chart.valueAxis, nameTextStyle: { ...nameStyle, align: flat ? 'center' : 'left' }, nameLocation: flat ? 'middle' : 'end', nameGap: flat ? 30 : 12,
      minInterval: chart.unit === 'count' ? 1 : undefined, splitNumber: flat ? Math.max(2, Math.min(6, Math.floor((total - names) / 90))) : 5,
      axisLabel: { ...axisLabel, formatter: onAxis[chart.unit], hideOverlap: true }, splitLine: { lineStyle: { color: color('line') } },
    };
    return {
      animation: false, textStyle: { fontFamily: font },
      aria: { enabled: true, label: { enabled: false }, decal: { show: patterned(chart), decals } },
      legend: {
        show: legend > 0, left: 0, top: 0, itemWidth: 16, itemHeight: 11, itemGap: 16, textStyle: { color: color('ink'), fontFamily: font, fontSize: 12 }, inactiveColor: color('line'),
        data: chart.series.map(series => ({ name: series.name, icon: { bar: 'roundRect', target: 'path://M0 4h16v4h-16z' }[series.mark] ?? symbolOf[series.mark] })),
      },
      tooltip: {
        trigger: 'axis', axisPointer: { type: 'shadow', shadowStyle: { color: color('line'), opacity: 0.35 } }, confine: true, backgroundColor: color('surface'), borderColor: color('line'),
        textStyle: { color: color('ink') }, formatter: points => tooltip(chart, points),
      },
      grid: flat
        ? { left: names + 10, right: Math.max(labelRoom + 12, 28), top: legend + 6, bottom: funnel ? 6 : 44, outerBoundsMode: 'none' }
        : { left: 62, right: 10, top: legend + 32, bottom: 38 + nameHeight, outerBoundsMode: 'none' },
      xAxis: flat ? values : categories,
      yAxis: flat ? categories : values,
      series: funnel ? funnelSeries(chart) : chart.series.map(series => seriesOf(chart, series, total - 70)),
    };
  }

  function heightOf(chart, total) {
    if (!isFlat(chart)) return printing ? 250 : total < 480 ? 300 : 340;
    const bars = chart.series.filter(series => series.mark === 'bar' && !series.stack).length || 1;
    const slot = chart.kind === 'funnel' ? 48 : 18 + bars * 18;
    return Math.round(chart.categories.length * slot * (printing ? 0.85 : 1)) + 56 + legendLines(chart, total) * 24;
  }

  // Before printing the page still has the screen's layout, so the widths of A4 are given.
  const widthOf = place => {
    const pair = place.closest('.pair');
    if (printing) return pair && !pair.querySelector('.panel') ? 315 : 660;
    const { clientWidth } = place.parentElement;
    return clientWidth - 2 * parseFloat(getComputedStyle(place.parentElement).paddingLeft);
  };

  function draw(place, chart) {
    const total = widthOf(place);
    const height = heightOf(chart, total);
    plots.get(place)?.dispose();
    place.style.height = height + 'px';
    const plot = echarts.init(place, null, { renderer: 'svg', width: total, height });
    plot.setOption(optionOf(chart, total));
    place.querySelector('svg').setAttribute('viewBox', `0 0 ${total} ${height}`);
    plots.set(place, plot);
  }

  const places = [...document.querySelectorAll('[data-chart]')].map(place => [place, data.charts.find(chart => chart.id === place.dataset.chart)]);
  const drawAll = () => places.forEach(([place, chart]) => draw(place, chart));

  const isDark = () => (root.dataset.theme ?? (darkMedia.matches ? 'dark' : 'light')) === 'dark';
  const remember = theme => {
    try {
      if (theme) localStorage.setItem('crmcore-theme', theme);
      return localStorage.getItem('crmcore-theme');
    } catch {
      return null;
    }
  };

  function startTools() {
    const saved = remember();
    if (saved === 'dark' || saved === 'light') root.dataset.theme = saved;
    const theme = document.getElementById('theme');
    theme.hidden = false;
    theme.addEventListener('click', () => {
      root.dataset.theme = isDark() ? 'light' : 'dark';
      remember(root.dataset.theme);
      drawAll();
    });
    const print = document.getElementById('print');
    print.hidden = false;
    print.addEventListener('click', () => window.print());
  }

  function startRedrawing() {
    let shown = innerWidth;
    let timer;
    addEventListener('resize', () => {
      if (printing || innerWidth === shown) return;
      shown = innerWidth;
      clearTimeout(timer);
      timer = setTimeout(drawAll, 120);
    });
    darkMedia.addEventListener('change', drawAll);
    let theme;
    addEventListener('beforeprint', () => {
      printing = true;
      theme = root.dataset.theme;
      root.dataset.theme = 'light';
      drawAll();
    });
    addEventListener('afterprint', () => {
      printing = false;
      if (theme) root.dataset.theme = theme;
      else delete root.dataset.theme;
      drawAll();
    });
  }

  function startNavigation() {
    const links = new Map([...document.querySelectorAll('nav a')].map(link => [link.hash.slice(1), link]));
    const seen = new Set();
    const observer = new IntersectionObserver(entries => {
      for (const entry of entries) entry.isIntersecting ? seen.add(entry.target.id) : seen.delete(entry.target.id);
      const current = [...links.keys()].find(id => seen.has(id));
      links.forEach((link, id) => id === current ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current'));
    }, { rootMargin: '-60px 0px -55% 0px' });
    document.querySelectorAll('main > section').forEach(section => observer.observe(section));
  }

  startTools();
  document.querySelectorAll('details.numbers').forEach(details => { details.open = false; });
  drawAll();
  startRedrawing();
  startNavigation();
})();
