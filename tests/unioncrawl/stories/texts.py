"""Articles of our own writing, and what other sites make of them."""

STORY = """
青禾市总工会建成爱心驿站四百座
本报讯近日，青禾市总工会在滨河广场举行户外劳动者爱心驿站启用仪式，环卫工人、快递小哥和出租车司机代表走进驿站，体验了饮水、充电、热饭等服务。
据了解，青禾市从2019年起依托临街商铺、银行网点和社区用房建设爱心驿站，目前全市已建成驿站412座，累计服务户外劳动者87万人次，基本形成步行十五分钟可达的服务圈。
“以前中午只能蹲在路边吃凉饭，现在进门就有微波炉，还能躺下歇一会儿。”在解放路清扫了十一年的环卫工人赵桂兰说，驿站的阿姨把急救包的用法教给了班组里每一个人。
市总工会服务部部长何振国介绍，今年投入专项资金560万元，为每座驿站统一配备冰箱、药箱和图书角，并在手机地图上标出位置和开放时间，职工可以随时点评，点评结果与年终补助挂钩。
下一步，市总工会将推动驿站向工业园区和城郊结合部延伸，年内再新建60座，同时引入法律咨询、心理疏导等流动服务，让更多新就业形态劳动者累了能歇脚、渴了能喝水。
""".strip()

TITLE, *PARAGRAPHS = STORY.splitlines()

OTHER = """
云岭县举办第六届矿山救护技能竞赛
9月3日至5日，云岭县总工会联合县应急管理局在红石矿区举办矿山救护技能竞赛，来自全县九家煤矿的救护队参加了体能、医疗急救和模拟井下侦察三个项目的比拼。
比赛现场，队员们背负二十公斤重的氧气呼吸器钻进烟雾巷道，在能见度不足一米的环境里搜寻“遇险人员”，最快的一支小队用时七分四十秒完成全部动作。
裁判长冯志远说，今年的题目全部取自近年真实事故案例，要求队员当场判断通风和瓦斯情况，不设脚本，不给提示，就是要把课堂上学的变成井下用得上的本领。
竞赛结束后，县总工会为获得前三名的队伍颁发了奖牌，并按程序为个人综合成绩第一名申报五一劳动奖章。救护队的训练视频也将整理成册，发给各矿班组学习。
""".strip()

TRADITIONAL = """
青禾市總工會建成愛心驛站四百座
本報訊近日，青禾市總工會在濱河廣場舉行戶外勞動者愛心驛站啟用儀式，環衛工人、快遞小哥和出租車司機代表走進驛站，體驗了飲水、充電、熱飯等服務。
據瞭解，青禾市從2019年起依託臨街商鋪、銀行網點和社區用房建設愛心驛站，目前全市已建成驛站412座，累計服務戶外勞動者87萬人次，基本形成步行十五分鐘可達的服務圈。
“以前中午只能蹲在路邊吃涼飯，現在進門就有微波爐，還能躺下歇一會兒。”在解放路清掃了十一年的環衛工人趙桂蘭說，驛站的阿姨把急救包的用法教給了班組裏每一個人。
市總工會服務部部長何振國介紹，今年投入專項資金560萬元，為每座驛站統一配備冰箱、藥箱和圖書角，並在手機地圖上標出位置和開放時間，職工可以隨時點評，點評結果與年終補助掛鉤。
下一步，市總工會將推動驛站向工業園區和城郊結合部延伸，年內再新建60座，同時引入法律諮詢、心理疏導等流動服務，讓更多新就業形態勞動者累了能歇腳、渴了能喝水。
""".strip()

NOTED = STORY.replace("近日", "近日(jìnrì)").replace("驿站", "驿(yì)站").replace("职工", "职工(zhígōng)")

COPIES = {
    "another headline, dateline and editor": "\n".join(
        ["歇歇脚 喝口水", "2024-06-18 09:30 来源:云岭工人报", *PARAGRAPHS, "(责任编辑:孙宁)"]
    ),
    "other words here and there": STORY.replace("据了解", "记者获悉").replace("下一步", "今后").replace("介绍", "表示"),
    "one paragraph less, one of its own": "\n".join(
        [TITLE, *PARAGRAPHS[:2], *PARAGRAPHS[3:], "截至发稿时，云岭县也有三十余座驿站挂牌，县总工会正在征集志愿者参与日常管理。"]
    ),
    "in one paragraph": "".join(PARAGRAPHS),
    "printed twice": "\n".join([TITLE, *PARAGRAPHS, *PARAGRAPHS]),
    "in traditional script": TRADITIONAL,
    "with pinyin notes": NOTED,
    "with folded punctuation": STORY.translate(str.maketrans("，。：；“”", ',.:;""')),
}

EXCERPTS = {"the beginning": "\n".join([TITLE, *PARAGRAPHS[:2]]), "the middle": "\n".join(PARAGRAPHS[2:4]), "the end": PARAGRAPHS[4]}

FORMS = {
    "other figures": STORY.replace("412", "386")
    .replace("87万", "54万")
    .replace("560", "730")
    .replace("60座", "25座")
    .replace("2019", "2021"),
    "another place and other people": STORY.replace("青禾市", "云岭县")
    .replace("赵桂兰", "钱玉梅")
    .replace("何振国", "孙立群")
    .replace("滨河广场", "人民公园")
    .replace("解放路", "建设大街")
    .replace("市总工会", "县总工会")
    .replace("冰箱、药箱", "风扇、雨具")
    .replace("点评", "评分"),
    "another event between the same ends": "\n".join([TITLE, PARAGRAPHS[0], OTHER.split("\n")[2], OTHER.split("\n")[4], *PARAGRAPHS[3:]]),
}

ROUNDUP = f"今日要闻汇总\n{STORY}\n{OTHER}"
